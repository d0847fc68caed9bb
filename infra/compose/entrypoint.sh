#!/bin/sh
# The image's roles: web, worker, bulk and beat as the Procfile has them, and migrate, which ends when the tables and foods are there.
# Anything else is run as it stands. With FITHUB_RELOAD=1 (the development image) a process starts anew when a source changes.
set -eu

role=${1:-web}
case $role in
    web | worker | bulk | beat)
        echo "$role" >/tmp/role
        command=$(sed -n "s/^$role: //p" Procfile)
        if [ "${FITHUB_RELOAD:-0}" = 1 ]; then
            exec watchfiles --target-type command "sh -c 'exec $command'" fithub api agents tools prompts
        fi
        exec sh -c "exec $command"
        ;;
    migrate)
        python manage.py migrate --no-input
        exec python manage.py load_catalogue
        ;;
    *)
        exec "$@"
        ;;
esac
