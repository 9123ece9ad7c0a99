-- Which place serves whom, by address and age; nothing of it leaves the database but counts. Core SQL, PostgreSQL 15 or newer.
GRANT UPDATE (serves) ON sessions_place TO toandan_app;

-- A text for comparing: small letters without marks, one blank between words and at both ends.
CREATE FUNCTION sessions_folded(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT ' ' || btrim(regexp_replace(regexp_replace(
        translate(normalize(p_text, NFD), 'ABCDEFGHIJKLMNOPQRSTUVWXYZĐđ', 'abcdefghijklmnopqrstuvwxyzdd'),
        '[\u0300-\u036f]', '', 'g'), '[\s[:punct:]]+', ' ', 'g')) || ' '
$$;

-- The place that serves somebody of a unit; no row when their address and age name none. What an address names goes before age:
-- a social centre, a factory, then a school for pupils of age (14 to 17, by the year), then a hall; the longest words win, then the code.
CREATE FUNCTION sessions_serving(p_unit integer, p_address text, p_born smallint, p_on date) RETURNS TABLE (o_place bigint)
LANGUAGE sql STABLE
AS $$
    SELECT p.place_id
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
    ORDER BY array_position(ARRAY['centre', 'factory', 'school', 'hall', 'office'], p.kind),
             coalesce(named.longest, 0) DESC, p.code
    LIMIT 1
$$;

-- How many of the people of some units who stand in some states each place serves by address or age; 0 is no place.
CREATE FUNCTION sessions_catchments(p_units integer[], p_states integer[], p_on date)
RETURNS TABLE (o_unit integer, o_place bigint, o_people bigint)
LANGUAGE sql STABLE
AS $$
    SELECT s.unit_no, coalesce(served.o_place, 0), count(*)
    FROM ledger_standing AS s JOIN people_person AS p ON p.person_id = s.person_id
    LEFT JOIN LATERAL sessions_serving(s.unit_no, sessions_folded(p.present_address), p.birth_year, p_on) AS served ON true
    WHERE s.unit_no = ANY (p_units) AND s.state = ANY (p_states)
    GROUP BY s.unit_no, coalesce(served.o_place, 0)
$$;

-- A place names whom it serves by words or, as a school, by age; what is left of its unit goes by shares, as to any other place.
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
    LEFT JOIN LATERAL sessions_serving(s.unit_no, sessions_folded(p.present_address), p.birth_year, at.day) AS served ON true
    WHERE at.session_id = p_session AND sessions_activates(at.session_id)
      AND CASE WHEN p_active THEN a.activation_id IS NOT NULL AND s.state / 100 % 10 = {activated}
          ELSE s.state / 100 % 10 = {granted}
              AND coalesce(served.o_place = at.place_id, here.kind = 'office' OR here.serves = '{}' AND here.kind <> 'school') END
      AND (p_person IS NULL OR s.person_id = p_person)
      AND NOT EXISTS (SELECT FROM unnest(p_words) AS w (word) WHERE strpos(' ' || p.name_key, ' ' || w.word) = 0)
    ORDER BY p.name_key, p.person_id OFFSET p_skip LIMIT least(p_limit, 100)
$$;

REVOKE ALL ON FUNCTION sessions_folded(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION sessions_serving(integer, text, smallint, date) FROM PUBLIC;
REVOKE ALL ON FUNCTION sessions_catchments(integer[], integer[], date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sessions_folded(text) TO toandan_app;
GRANT EXECUTE ON FUNCTION sessions_serving(integer, text, smallint, date) TO toandan_app;
GRANT EXECUTE ON FUNCTION sessions_catchments(integer[], integer[], date) TO toandan_app;
