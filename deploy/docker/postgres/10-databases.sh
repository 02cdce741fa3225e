#!/bin/bash
# Makes the databases ledger and reporting, to which only their own users can connect. The tables of ledger belong to a
# user of their own, as whom ledger-service makes and upgrades them, and are guarded against it; the service's usual
# user can read and append. Runs once, at the first start, before the server listens.
set -euo pipefail

# The passwords reach psql through its environment: arguments would show them to whoever lists processes.
psql -v ON_ERROR_STOP=1 --no-password --username postgres --dbname postgres <<'SQL'
\set ledger_owner_password `printf %s "$LEDGER_OWNER_PASSWORD"`
\set ledger_password `printf %s "$LEDGER_PASSWORD"`
\set reporting_password `printf %s "$REPORTING_PASSWORD"`
CREATE ROLE ledger_owner LOGIN PASSWORD :'ledger_owner_password';
CREATE ROLE ledger LOGIN PASSWORD :'ledger_password';
CREATE ROLE reporting LOGIN PASSWORD :'reporting_password';
CREATE DATABASE ledger ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;
CREATE DATABASE reporting OWNER reporting ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;
REVOKE ALL ON DATABASE ledger FROM PUBLIC;
GRANT CONNECT ON DATABASE ledger TO ledger_owner, ledger;
REVOKE CONNECT ON DATABASE reporting FROM PUBLIC;
REVOKE CONNECT ON DATABASE postgres FROM PUBLIC;
\connect ledger
GRANT CREATE ON SCHEMA public TO ledger_owner;
SQL
psql -v ON_ERROR_STOP=1 --no-password --quiet --username postgres --dbname ledger --single-transaction --file /guard.sql
