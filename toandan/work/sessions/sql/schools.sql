-- Several schools of one unit that name no words of an address share its pupils. Core SQL, PostgreSQL 15 or newer.

-- Where somebody stands in line, from 0 to below 1, by their number alone: multiples of the golden ratio without their whole
-- part. Numbers given out one after the other lie as far apart as they can, so that few pupils are already shared fairly.
CREATE FUNCTION sessions_lot(p_person bigint) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (p_person % 2147483648 * 1327217885 % 2147483648)::double precision / 2147483648;

-- The place that serves somebody of a unit; no row when their address and age name none. As before, but schools that name no
-- words share the pupils whom none names: each gets the part its share is of theirs all, or all alike where none has a share.
-- A pupil stays with one school as long as the schools and their shares stay, whoever else comes or goes.
CREATE FUNCTION sessions_serving(p_unit integer, p_person bigint, p_address text, p_born smallint, p_on date)
RETURNS TABLE (o_place bigint)
LANGUAGE sql STABLE
AS $$
    WITH fitting AS (
        SELECT p.place_id, p.code, p.share, coalesce(named.longest, 0) AS longest,
               array_position(ARRAY['centre', 'factory', 'school', 'hall', 'office'], p.kind) AS rank
        FROM sessions_place AS p
        LEFT JOIN LATERAL (
            SELECT max(length(w.word)) AS longest FROM unnest(p.serves) AS w (word)
            WHERE strpos(p_address, sessions_folded(w.word)) > 0
        ) AS named ON true
        WHERE p.unit_no = p_unit AND coalesce(p.closed_on > p_on, true)
          AND CASE WHEN p.kind = 'school'
              THEN p_born BETWEEN extract(year FROM p_on)::integer - 17 AND extract(year FROM p_on)::integer - 14
                  AND (p.serves = '{}' OR named.longest IS NOT NULL)
              ELSE named.longest IS NOT NULL END
    ), nearest AS (
        -- Places alike in kind and words; only schools come without words.
        SELECT f.place_id, f.code, f.longest,
               CASE WHEN max(f.share) OVER () > 0 THEN f.share ELSE 1 END AS weight
        FROM fitting AS f
        WHERE (f.rank, -f.longest) = (SELECT t.rank, -t.longest FROM fitting AS t ORDER BY t.rank, t.longest DESC LIMIT 1)
    ), laid AS (
        SELECT n.place_id, n.code, n.longest, sum(n.weight) OVER (ORDER BY n.code) AS until, sum(n.weight) OVER () AS whole
        FROM nearest AS n
    )
    SELECT l.place_id FROM laid AS l
    WHERE l.longest > 0 OR l.until > sessions_lot(p_person) * l.whole
    ORDER BY l.code LIMIT 1
$$;

CREATE OR REPLACE FUNCTION sessions_catchments(p_units integer[], p_states integer[], p_on date)
RETURNS TABLE (o_unit integer, o_place bigint, o_people bigint)
LANGUAGE sql STABLE
AS $$
    SELECT s.unit_no, coalesce(served.o_place, 0), count(*)
    FROM ledger_standing AS s JOIN people_person AS p ON p.person_id = s.person_id
    LEFT JOIN LATERAL sessions_serving(
        s.unit_no, s.person_id, sessions_folded(p.present_address), p.birth_year, p_on) AS served ON true
    WHERE s.unit_no = ANY (p_units) AND s.state = ANY (p_states)
    GROUP BY s.unit_no, coalesce(served.o_place, 0)
$$;

-- The list of a session of activation, as before; the pupils of its school are those that fall to it.
CREATE OR REPLACE FUNCTION sessions_expected(
    p_session bigint, p_person bigint, p_words text[], p_active boolean, p_skip integer, p_limit integer
)
RETURNS TABLE (o_person bigint, o_unit integer, o_state integer, o_name text, o_year smallint, o_month smallint,
               o_day smallint, o_number text, o_activation bigint, o_many bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT p.person_id, s.unit_no, s.state, p.full_name, p.birth_year, p.birth_month, p.birth_day,
           repeat('•', greatest(length(p.personal_number) - 4, 0)) || right(p.personal_number, 4),
           a.activation_id, count(*) OVER ()
    FROM sessions_session AS at
    JOIN sessions_place AS here ON here.place_id = at.place_id
    JOIN ledger_standing AS s ON s.unit_no = at.unit_no
    JOIN people_person AS p ON p.person_id = s.person_id
    LEFT JOIN LATERAL (
        SELECT made.activation_id FROM sessions_activation AS made
        WHERE made.person_id = s.person_id AND made.session_id = at.session_id AND made.undone_at IS NULL
        ORDER BY made.activation_id DESC LIMIT 1
    ) AS a ON true
    LEFT JOIN LATERAL sessions_serving(
        s.unit_no, s.person_id, sessions_folded(p.present_address), p.birth_year, at.day) AS served ON true
    WHERE at.session_id = p_session AND sessions_activates(at.session_id)
      AND CASE WHEN p_active THEN a.activation_id IS NOT NULL AND s.state / 100 % 10 = {activated}
          ELSE s.state / 100 % 10 = {granted}
              AND coalesce(served.o_place = at.place_id, here.kind = 'office' OR here.serves = '{}' AND here.kind <> 'school') END
      AND (p_person IS NULL OR s.person_id = p_person)
      AND NOT EXISTS (SELECT FROM unnest(p_words) AS w (word) WHERE strpos(' ' || p.name_key, ' ' || w.word) = 0)
    ORDER BY p.name_key, p.person_id OFFSET p_skip LIMIT least(p_limit, 100)
$$;

DROP FUNCTION sessions_serving(integer, text, smallint, date);
REVOKE ALL ON FUNCTION sessions_lot(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION sessions_serving(integer, bigint, text, smallint, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sessions_lot(bigint) TO toandan_app;
GRANT EXECUTE ON FUNCTION sessions_serving(integer, bigint, text, smallint, date) TO toandan_app;
