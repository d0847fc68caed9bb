#!/bin/sh
# Whether the container does its work: web answers /healthz; worker and beat are process 1 and end when they cannot go on.
set -eu

if [ "$(cat /tmp/role 2>/dev/null)" = web ]; then
    exec python -c "
import http.client, os, sys
connection = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=8)
connection.request('GET', '/healthz', headers={'X-Forwarded-Proto': 'https'})
sys.exit(connection.getresponse().status != 200)
"
fi
