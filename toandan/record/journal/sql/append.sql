-- The one door into the journal. Core SQL, PostgreSQL 15 or newer.

INSERT INTO journal_strand (strand, line_no, hash)
SELECT strand, 0, decode(repeat('00', 32), 'hex') FROM generate_series(0, 63) AS strand;

-- Every page of people shown names its people here, so that "who read person 123" is one index lookup.
CREATE INDEX journal_line_people ON journal_line USING gin ((detail -> 'people') jsonb_path_ops)
WHERE detail ? 'people';

-- A line as bytes: the hash before it, then everything it says, as JSON so that no two lines read alike.
CREATE FUNCTION journal_hash(
    p_previous bytea, p_strand smallint, p_line_no bigint, p_at timestamptz, p_day date, p_actor_id bigint,
    p_actor_name text, p_unit_no integer, p_verb text, p_subject text, p_detail jsonb
) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT sha256(p_previous || convert_to(jsonb_build_array(
        p_strand, p_line_no, (extract(epoch FROM p_at) * 1000000)::bigint, p_day - DATE '2000-01-01', p_actor_id,
        p_actor_name, p_unit_no, p_verb, p_subject, p_detail
    )::text, 'UTF8'))
$$;

-- A line bears the name of whoever the scope was sealed for, so that smuggled SQL writes in nobody else's name, and
-- without a seal not at all: even who fails to sign in is written down by the house, under a seal of its own. The seal
-- belongs to the officers' room, which is made after this one; the names are looked up when the function runs.
--
-- Appends one line to the first strand that nobody is writing to. A strand stays taken until the transaction
-- ends; a transaction that has one finds it free again, so that waiting, when all are taken, cannot be for itself.
CREATE FUNCTION journal_append(
    p_zone text, p_actor_id bigint, p_actor_name text, p_unit_no integer, p_verb text, p_subject text, p_detail jsonb
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    c_class CONSTANT integer := 1785687666;  -- "jour": keeps these advisory locks apart from all others.
    c_strands CONSTANT integer := 64;
    v_first integer := pg_backend_pid() % c_strands;
    v_strand smallint := v_first;
    v_at timestamptz;
    v_day date;
    v_line_no bigint;
    v_previous bytea;
    v_hash bytea;
BEGIN
    IF p_actor_name = '' OR p_verb !~ '^[a-z_]+(\.[a-z_0-9]+){1,3}$' OR p_subject = '' OR p_unit_no < 1 THEN
        RAISE EXCEPTION 'a journal line needs an actor, a verb, a subject and a unit' USING ERRCODE = '22023';
    END IF;
    IF officers_sealed() IS DISTINCT FROM officers_spelled(p_actor_id, p_actor_name) THEN
        RAISE EXCEPTION 'a journal line bears the name of whoever the scope was sealed for' USING ERRCODE = '42501';
    END IF;
    FOR v_step IN 0 .. c_strands - 1 LOOP
        v_strand := (v_first + v_step) % c_strands;
        EXIT WHEN pg_try_advisory_xact_lock(c_class, v_strand);
        v_strand := NULL;
    END LOOP;
    IF v_strand IS NULL THEN
        v_strand := v_first;
        PERFORM pg_advisory_xact_lock(c_class, v_strand);
    END IF;
    SELECT s.line_no + 1, s.hash INTO STRICT v_line_no, v_previous FROM journal_strand AS s WHERE s.strand = v_strand;
    v_at := clock_timestamp();
    v_day := (v_at AT TIME ZONE p_zone)::date;
    v_hash := journal_hash(
        v_previous, v_strand, v_line_no, v_at, v_day, p_actor_id, p_actor_name, p_unit_no, p_verb, p_subject, p_detail
    );
    INSERT INTO journal_line
        (strand, line_no, at, day, actor_id, actor_name, unit_no, verb, subject, detail, previous, hash)
    VALUES (
        v_strand, v_line_no, v_at, v_day, p_actor_id, p_actor_name, p_unit_no, p_verb, p_subject, p_detail,
        v_previous, v_hash
    );
    UPDATE journal_strand AS s SET line_no = v_line_no, hash = v_hash WHERE s.strand = v_strand;
END
$$;

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
