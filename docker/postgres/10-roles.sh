#!/bin/sh
# Runs once, while the volume is new: the owner of the tables, and the application, which owns nothing.
set -eu
: "${CLAIMDESK_OWNER_PASSWORD:?}" "${CLAIMDESK_APP_PASSWORD:?}"
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
-- Read by psql itself, so that no password stands in a list of processes.
\getenv owner CLAIMDESK_OWNER_PASSWORD
\getenv app CLAIMDESK_APP_PASSWORD
-- The owner needs no right but its database: it makes no roles, and is a member of none.
create role claimdesk_owner login password :'owner';
-- It may step down to the role of public reading, and has none of its rights by itself (noinherit).
create role claimdesk_app login noinherit password :'app';
create role claimdesk_public nologin;
grant claimdesk_public to claimdesk_app;
create database claimdesk owner claimdesk_owner;
revoke all on database claimdesk from public;
grant connect on database claimdesk to claimdesk_app;
SQL
