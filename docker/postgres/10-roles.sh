#!/bin/sh
# Runs once, when the volume is new: the owner of the tables, and the application, which may not own anything.
set -eu
psql -v ON_ERROR_STOP=1 -v owner="$CLAIMDESK_OWNER_PASSWORD" -v app="$CLAIMDESK_APP_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
create role claimdesk_owner login password :'owner';
create role claimdesk_app login password :'app';
create role claimdesk_public nologin;
-- The owner grants both to itself in the first migration; it must be allowed to.
grant claimdesk_app, claimdesk_public to claimdesk_owner with admin option;
create database claimdesk owner claimdesk_owner;
SQL
