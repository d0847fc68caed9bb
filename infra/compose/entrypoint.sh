#!/bin/sh
# The image's roles: web, worker and beat as the Procfile has them, and migrate, which ends when the tables and foods are there.
# Anything else is run as it stands.
set -eu

role=${1:-web}
case $role in
    web | worker | beat)
        echo "$role" >/tmp/role
        command=$(sed -n "s/^$role: //p" Procfile)
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
