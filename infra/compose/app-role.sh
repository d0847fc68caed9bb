#!/bin/sh
# Run by the PostgreSQL image when its volume is new: the role that the application connects as. It owns nothing; what it may
# read and write is granted by the migrations.
set -eu

psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set ON_ERROR_STOP=1 --set password="$FITHUB_APP_PASSWORD" <<'SQL'
CREATE ROLE fithub_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';
SQL
