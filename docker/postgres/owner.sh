#!/bin/sh
# Runs once, when the server's volume is new: makes the role that owns Chat Man's database. It may make roles and databases
# (the restricted role of the API, scratch databases for restores) and is no superuser.
set -eu
psql --username=postgres --dbname=postgres --set=ON_ERROR_STOP=1 --set=password="$(cat /run/secrets/owner_password)" <<'SQL'
CREATE ROLE chatman_owner LOGIN CREATEDB CREATEROLE PASSWORD :'password';
CREATE DATABASE chatman OWNER chatman_owner;
REVOKE ALL ON DATABASE chatman FROM PUBLIC;
SQL
