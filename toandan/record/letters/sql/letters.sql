-- Who may write which letter, and the numbers that no single unit can see. Core SQL, PostgreSQL 15 or newer.

GRANT SELECT, INSERT ON letters_peer TO toandan_app;
GRANT UPDATE (until) ON letters_peer TO toandan_app;
GRANT SELECT, INSERT ON letters_sent TO toandan_app;
GRANT SELECT, INSERT ON letters_received TO toandan_app;
GRANT UPDATE (settled_at) ON letters_received TO toandan_app;
GRANT USAGE ON SEQUENCE letters_peer_peer_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE letters_sent_sent_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE letters_received_received_id_seq TO toandan_app;

-- Whose key is believed is for those alone who keep the peers: a key that smuggled SQL could lay down would sign anything.
ALTER TABLE letters_peer ENABLE ROW LEVEL SECURITY;
CREATE POLICY letters_peer_read ON letters_peer FOR SELECT TO toandan_app USING (true);
CREATE POLICY letters_peer_keep ON letters_peer FOR INSERT TO toandan_app
WITH CHECK (NOT isempty((SELECT officers_may('letters.peer.keep'))));
CREATE POLICY letters_peer_end ON letters_peer FOR UPDATE TO toandan_app
USING (NOT isempty((SELECT officers_may('letters.peer.keep'))));

-- A letter bears the name of whoever the scope was sealed for.
CREATE POLICY letters_sent_own ON letters_sent AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(actor_id, actor) AND unit_no <@ (SELECT officers_may('letters.letter.write')));
CREATE POLICY letters_received_own ON letters_received AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(actor_id, actor) AND unit_no <@ (SELECT officers_may('letters.letter.take_in')));

-- Returns the next number for a peer and lets nobody else draw one until the transaction ends, so that a number is never
-- left out: what is rolled back gives its number back. Letters of other units count too, which the writer cannot see.
CREATE FUNCTION letters_next(p_peer bigint) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(1819571314, p_peer::integer);  -- "lttr"
    RETURN (SELECT coalesce(max(s.number), 0) + 1 FROM letters_sent AS s WHERE s.peer_id = p_peer);
END
$$;

-- Returns the numbers of a peer's letters that have come, whichever unit took them in: a gap is everybody's business.
CREATE FUNCTION letters_come(p_peer bigint) RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT r.number FROM letters_received AS r WHERE r.peer_id = p_peer AND NOT isempty(officers_scope()) ORDER BY r.number
$$;

-- Returns the digest of the letter that came from a peer under a number, whichever unit took it in.
CREATE FUNCTION letters_known(p_peer bigint, p_number integer) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT r.digest FROM letters_received AS r
    WHERE r.peer_id = p_peer AND r.number = p_number AND NOT isempty(officers_scope())
$$;

REVOKE ALL ON FUNCTION letters_next(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION letters_come(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION letters_known(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION letters_next(bigint) TO toandan_app;
GRANT EXECUTE ON FUNCTION letters_come(bigint) TO toandan_app;
GRANT EXECUTE ON FUNCTION letters_known(bigint, integer) TO toandan_app;
