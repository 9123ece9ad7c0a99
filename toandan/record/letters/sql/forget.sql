-- What letters say is kept no longer than it is needed. Core SQL, PostgreSQL 15 or newer.

-- That a letter has come to its peer is noted by whoever may write letters of its unit.
GRANT UPDATE (delivered_at) ON letters_sent TO toandan_app;
CREATE POLICY letters_sent_delivered ON letters_sent AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (unit_no <@ (SELECT officers_may('letters.letter.write')));

-- Cuts letters off after their first line: who signed, and the signature. Those that came were acted on before `p_before`,
-- ours are known to have come to their peer before it; a letter nobody is known to have may be the only place where
-- somebody is named, and stays whole (`o_kept` counts such old ones). Number, SHA-256 of the whole file and what became of
-- it stay, so that a file can still be proved to be the one, and one that comes again is known. Only the house does it.
CREATE FUNCTION letters_forget(p_before timestamptz, p_now timestamptz)
RETURNS TABLE (o_sent bigint, o_received bigint, o_kept bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF officers_acting() IS NOT NULL OR NOT 1 <@ officers_scope() THEN
        RAISE EXCEPTION 'letters are cut off by the house' USING ERRCODE = '42501';
    END IF;
    IF p_before > now() - interval '1 day' THEN
        RAISE EXCEPTION 'what a letter of today says is still needed' USING ERRCODE = '22023';
    END IF;
    RETURN QUERY
    WITH ours AS (
        UPDATE letters_sent
        SET file_digest = sha256(content), content_removed_at = p_now,
            content = substring(content FOR position('\x0a'::bytea IN content) - 1)
        WHERE delivered_at < p_before AND content_removed_at IS NULL
        RETURNING 1
    ), theirs AS (
        UPDATE letters_received
        SET content_removed_at = p_now, content = substring(content FOR position('\x0a'::bytea IN content) - 1)
        WHERE settled_at < p_before AND content_removed_at IS NULL
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM ours), (SELECT count(*) FROM theirs),
        (SELECT count(*) FROM letters_sent AS s WHERE s.sent_at < p_before AND s.delivered_at IS NULL);
END
$$;
REVOKE ALL ON FUNCTION letters_forget(timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION letters_forget(timestamptz, timestamptz) TO toandan_app;
