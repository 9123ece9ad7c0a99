-- The one door into the journal. Core SQL, PostgreSQL 15 or newer.

INSERT INTO journal_strand (strand, line_no, hash)
SELECT strand, 0, decode(repeat('00', 32), 'hex') FROM generate_series(0, 63) AS strand;

-- Every page of people shown names its people here, so that "who read person 123" is one index lookup.
CREATE INDEX journal_line_people ON journal_line USING gin ((detail -> 'people') jsonb_path_ops)
WHERE detail ? 'people';

-- Which lines in the caller's scope show this person in a list, the newest first. Row-level security would keep the
-- index by person from being used, so this function applies the scope itself. The scope belongs to the officers' room,
-- which is made after this one; the name is looked up when the function runs.
CREATE FUNCTION journal_shown(p_person bigint, p_low integer, p_high integer, p_limit integer)
RETURNS TABLE (strand smallint, line_no bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN QUERY
        SELECT l.strand, l.line_no FROM journal_line AS l
        WHERE l.detail ? 'people' AND l.detail -> 'people' @> to_jsonb(p_person)
          AND l.unit_no BETWEEN p_low AND p_high AND l.unit_no <@ (SELECT officers_scope())
        ORDER BY l.at DESC LIMIT p_limit;
END
$$;

-- Where every strand stands, as {"0": [line_no, "hash"], ...}; strands without a line are left out.
CREATE FUNCTION journal_heads() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT coalesce(jsonb_object_agg(s.strand, jsonb_build_array(s.line_no, encode(s.hash, 'hex'))), '{}')
    FROM journal_strand AS s WHERE s.line_no > 0
$$;

-- The last signed head, for the next one to name.
CREATE FUNCTION journal_last_head() RETURNS SETOF journal_day_head
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT h.* FROM journal_day_head AS h ORDER BY h.seal_no DESC LIMIT 1
$$;

-- Keeps a signed head. Only the house does: the database cannot tell a signature from noise, and one head of noise would
-- make the journal look broken for ever. Two at once cannot both be the next one: the second fails on the key.
CREATE FUNCTION journal_keep_head(
    p_seal_no bigint, p_day date, p_made_at timestamptz, p_heads jsonb, p_previous bytea, p_signature bytea
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF officers_acting() IS NOT NULL OR NOT 1 <@ officers_scope() THEN
        RAISE EXCEPTION 'heads are kept by the house' USING ERRCODE = '42501';
    END IF;
    IF p_seal_no <> coalesce((SELECT max(h.seal_no) FROM journal_day_head AS h), 0) + 1 THEN
        RAISE EXCEPTION 'a head must be the next one' USING ERRCODE = '23505';
    END IF;
    INSERT INTO journal_day_head (seal_no, day, made_at, heads, previous, signature)
    VALUES (p_seal_no, p_day, p_made_at, p_heads, p_previous, p_signature);
END
$$;

REVOKE ALL ON FUNCTION
    journal_hash(bytea, smallint, bigint, timestamptz, date, bigint, text, integer, text, text, jsonb)
FROM PUBLIC;
REVOKE ALL ON FUNCTION journal_append(text, bigint, text, integer, text, text, jsonb) FROM PUBLIC;
REVOKE ALL ON FUNCTION journal_shown(bigint, integer, integer, integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION journal_heads() FROM PUBLIC;
REVOKE ALL ON FUNCTION journal_last_head() FROM PUBLIC;
REVOKE ALL ON FUNCTION journal_keep_head(bigint, date, timestamptz, jsonb, bytea, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal_shown(bigint, integer, integer, integer) TO toandan_app;
GRANT EXECUTE ON FUNCTION journal_heads() TO toandan_app;
GRANT EXECUTE ON FUNCTION journal_last_head() TO toandan_app;
GRANT EXECUTE ON FUNCTION journal_keep_head(bigint, date, timestamptz, jsonb, bytea, bytea) TO toandan_app;
GRANT EXECUTE ON FUNCTION journal_append(text, bigint, text, integer, text, text, jsonb) TO toandan_app;

-- What of it the program sees is decided by the policy that the officers' room lays over it.
GRANT SELECT ON journal_line TO toandan_app;
ALTER TABLE journal_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_strand ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_day_head ENABLE ROW LEVEL SECURITY;
