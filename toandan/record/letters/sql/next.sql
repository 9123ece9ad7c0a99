-- Drawing a number asks for the word of writing. Core SQL, PostgreSQL 15 or newer.

-- Returns the next number for a peer and lets nobody else draw one until the transaction ends, so that a number is never
-- left out: what is rolled back gives its number back. Letters of other units count too, which the writer cannot see.
-- Whoever may write no letter would learn how many there are, and could keep those who may waiting.
CREATE OR REPLACE FUNCTION letters_next(p_peer bigint) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF isempty(officers_may('letters.letter.write')) THEN
        RAISE EXCEPTION 'numbers are for those who write letters' USING ERRCODE = '42501';
    END IF;
    PERFORM pg_advisory_xact_lock(1819571314, p_peer::integer);  -- "lttr"
    RETURN (SELECT coalesce(max(s.number), 0) + 1 FROM letters_sent AS s WHERE s.peer_id = p_peer);
END
$$;
