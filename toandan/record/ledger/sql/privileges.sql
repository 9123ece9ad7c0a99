-- The program reads, and writes through the doors alone. Tables of people are read within the scope; deltas, seals and
-- states hold none. Nothing is granted on the partitions of postings: they are reached through their parent only.
REVOKE ALL ON FUNCTION ledger_seal_lock() FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_today() FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_post(
    uuid, text, date, text, bigint, text, text, text, text, bigint[], integer[], integer[], integer[], integer[],
    boolean, integer[]
) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_seal(text, bigint, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_fold() FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_open_months(date) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_head() FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_changes(date, date, integer[], integer, integer) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION ledger_today() TO toandan_app;
GRANT EXECUTE ON FUNCTION ledger_post(
    uuid, text, date, text, bigint, text, text, text, text, bigint[], integer[], integer[], integer[], integer[],
    boolean, integer[]
) TO toandan_app;
GRANT EXECUTE ON FUNCTION ledger_seal(text, bigint, text) TO toandan_app;
GRANT EXECUTE ON FUNCTION ledger_fold() TO toandan_app;
GRANT EXECUTE ON FUNCTION ledger_open_months(date) TO toandan_app;
GRANT EXECUTE ON FUNCTION ledger_head() TO toandan_app;
GRANT EXECUTE ON FUNCTION ledger_changes(date, date, integer[], integer, integer) TO toandan_app;

GRANT SELECT ON ledger_state TO toandan_app;
GRANT SELECT ON ledger_standing TO toandan_app;
GRANT SELECT ON ledger_entry TO toandan_app;
GRANT SELECT ON ledger_posting TO toandan_app;
GRANT SELECT ON ledger_delta TO toandan_app;
GRANT SELECT ON ledger_seal TO toandan_app;
GRANT SELECT ON ledger_follower TO toandan_app;

-- An entry is seen where any of the units it touched lies in scope.
ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY ledger_entry_scope ON ledger_entry FOR SELECT TO toandan_app
USING (touched && (SELECT officers_scope()));
