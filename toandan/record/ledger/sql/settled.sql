-- Up to where nothing can be added any more, without sealing. Core SQL, PostgreSQL 15 or newer.

-- Returns the highest number up to which every entry is there or never will be (NULL while somebody is posting), the
-- last sealed entry, and the database's own number, so that what is kept in memory is never taken for another one's.
--
-- Every post holds the seal's lock, shared, from before it draws its number until after its rows can be seen. So a
-- number read from the sequence first is settled when nobody holds the lock afterwards. The sequence must not cache.
CREATE FUNCTION ledger_settled(OUT o_entry bigint, OUT o_sealed bigint, OUT o_database bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    SELECT d.oid INTO o_database FROM pg_database AS d WHERE d.datname = current_database();
    SELECT CASE WHEN s.is_called THEN s.last_value ELSE 0 END INTO o_entry FROM ledger_entry_id_seq AS s;
    -- An older snapshot would not show what was posted before the lock was looked at.
    IF current_setting('transaction_isolation') <> 'read committed' OR EXISTS (
        SELECT FROM pg_locks AS l
        WHERE l.locktype = 'advisory' AND l.database = o_database::oid AND l.objsubid = 1
          AND l.classid = (ledger_seal_lock() >> 32)::oid AND l.objid = (ledger_seal_lock() & 4294967295)::oid
    ) THEN
        o_entry := NULL;
    END IF;
    SELECT coalesce(max(s.entry_id), 0) INTO o_sealed FROM ledger_seal AS s;
END
$$;

REVOKE ALL ON FUNCTION ledger_settled() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_settled() TO toandan_app;
