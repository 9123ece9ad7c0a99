-- The door itself: one line, appended to a chain. Core SQL, PostgreSQL 15 or newer.

-- A line as bytes: the hash before it, then everything it says, as JSON so that no two lines read alike. Plain enough to
-- be written out into the statement that calls it.
CREATE OR REPLACE FUNCTION journal_hash(
    p_previous bytea, p_strand smallint, p_line_no bigint, p_at timestamptz, p_day date, p_actor_id bigint,
    p_actor_name text, p_unit_no integer, p_verb text, p_subject text, p_detail jsonb
) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(p_previous || convert_to(jsonb_build_array(
    p_strand, p_line_no, (extract(epoch FROM p_at) * 1000000)::bigint, p_day - DATE '2000-01-01', p_actor_id,
    p_actor_name, p_unit_no, p_verb, p_subject, p_detail
)::text, 'UTF8'));

-- A line bears the name of whoever the scope was sealed for, so that smuggled SQL writes in nobody else's name, and
-- without a seal not at all: even who fails to sign in is written down by the house, under a seal of its own. The seal
-- belongs to the officers' room, which is made after this one; the names are looked up when the function runs.
--
-- Appends one line to the first strand that nobody is writing to. A strand stays taken until the transaction
-- ends; a transaction that has one finds it free again, so that waiting, when all are taken, cannot be for itself.
CREATE OR REPLACE FUNCTION journal_append(
    p_zone text, p_actor_id bigint, p_actor_name text, p_unit_no integer, p_verb text, p_subject text, p_detail jsonb
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
-- The plan is as good for every strand; planning it anew would cost more than the line.
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_strand smallint := pg_backend_pid() % 64;
    v_tries integer;
BEGIN
    IF p_actor_name = '' OR p_verb !~ '^[a-z_]+(\.[a-z_0-9]+){1,3}$' OR p_subject = '' OR p_unit_no < 1 THEN
        RAISE EXCEPTION 'a journal line needs an actor, a verb, a subject and a unit' USING ERRCODE = '22023';
    END IF;
    IF officers_sealed() IS DISTINCT FROM officers_spelled(p_actor_id, p_actor_name) THEN
        RAISE EXCEPTION 'a journal line bears the name of whoever the scope was sealed for' USING ERRCODE = '42501';
    END IF;
    -- "jour" in ASCII keeps these advisory locks apart from all others.
    WHILE NOT pg_try_advisory_xact_lock(1785687666, v_strand) LOOP
        v_strand := (v_strand + 1) % 64;
        v_tries := coalesce(v_tries, 0) + 1;
        IF v_tries = 64 THEN
            PERFORM pg_advisory_xact_lock(1785687666, v_strand);
            EXIT;
        END IF;
    END LOOP;
    WITH ahead AS (
        SELECT s.line_no + 1 AS line_no, s.hash AS previous, clock_timestamp() AS at
        FROM journal_strand AS s WHERE s.strand = v_strand
    ), dated AS (
        SELECT a.line_no, a.previous, a.at, (a.at AT TIME ZONE p_zone)::date AS day FROM ahead AS a
    ), line AS (
        INSERT INTO journal_line
            (strand, line_no, at, day, actor_id, actor_name, unit_no, verb, subject, detail, previous, hash)
        SELECT v_strand, d.line_no, d.at, d.day, p_actor_id, p_actor_name, p_unit_no, p_verb, p_subject, p_detail,
               d.previous, journal_hash(
                   d.previous, v_strand, d.line_no, d.at, d.day, p_actor_id, p_actor_name, p_unit_no, p_verb, p_subject,
                   p_detail
               )
        FROM dated AS d
        RETURNING line_no, hash
    )
    UPDATE journal_strand AS s SET line_no = l.line_no, hash = l.hash FROM line AS l WHERE s.strand = v_strand;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the journal has no strand %', v_strand USING ERRCODE = 'P0002';
    END IF;
END
$$;
