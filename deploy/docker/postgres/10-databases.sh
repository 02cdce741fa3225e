#!/bin/bash
# Makes the databases ledger and reporting, each owned by the only user that can connect to it. Runs once, at the
# first start, before the server listens.
set -euo pipefail

# The passwords reach psql through its environment: arguments would show them to whoever lists processes.
psql -v ON_ERROR_STOP=1 --no-password --username postgres --dbname postgres <<'SQL'
\set ledger_password `printf %s "$LEDGER_PASSWORD"`
\set reporting_password `printf %s "$REPORTING_PASSWORD"`
CREATE ROLE ledger LOGIN PASSWORD :'ledger_password';
CREATE ROLE reporting LOGIN PASSWORD :'reporting_password';
CREATE DATABASE ledger OWNER ledger ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;
CREATE DATABASE reporting OWNER reporting ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE ledger FROM PUBLIC;
REVOKE CONNECT ON DATABASE reporting FROM PUBLIC;
REVOKE CONNECT ON DATABASE postgres FROM PUBLIC;
SQL
