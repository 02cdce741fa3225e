-- What tells the ledger key of this database from any other: 128 bits of a keyed hash, written at the first start.
-- The owner of the tables can delete the row, after the key was lost for good; the service's user cannot.

CREATE TABLE ledger_key_check (
    one   boolean PRIMARY KEY DEFAULT true CHECK (one),
    value uuid    NOT NULL
);

-- True for the key that this database knows, which is the first that it is asked about.
CREATE FUNCTION is_ledger_key(p_value uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO ledger_key_check (value) VALUES (p_value) ON CONFLICT DO NOTHING;
    SELECT value = p_value FROM ledger_key_check
$$;

GRANT SELECT ON ledger_key_check TO ${service};
GRANT EXECUTE ON FUNCTION is_ledger_key TO ${service};
