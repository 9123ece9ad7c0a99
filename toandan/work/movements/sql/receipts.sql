-- Receipts of dossiers: who writes them, and what whoever holds a code is told. Core SQL, PostgreSQL 15 or newer.
GRANT SELECT, INSERT ON movements_receipt TO toandan_app;

-- A receipt is written with the entry that took the papers, and seen where the person stood then.
ALTER TABLE movements_receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY movements_receipt_scope ON movements_receipt TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY movements_receipt_new ON movements_receipt AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (EXISTS (
    SELECT FROM ledger_standing AS s WHERE s.person_id = movements_receipt.person_id
      AND s.entry_id = movements_receipt.entry_id AND s.unit_no = movements_receipt.unit_no
));

-- The day the papers were taken and the state the person is in now, for a year and a month; nothing says whose they are.
-- The digest of a code cannot be guessed, and nobody but the program can make one.
CREATE FUNCTION movements_receipt_told(p_code bytea, p_now timestamptz) RETURNS TABLE (made_at timestamptz, state integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT r.made_at, coalesce(s.state, 0) FROM movements_receipt AS r
    LEFT JOIN ledger_standing AS s ON s.person_id = r.person_id
    WHERE r.code = p_code AND r.made_at > p_now - interval '13 months' LIMIT 1
$$;
REVOKE ALL ON FUNCTION movements_receipt_told(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION movements_receipt_told(bytea, timestamptz) TO toandan_app;
