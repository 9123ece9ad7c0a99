-- What anybody may know of days in the field. Core SQL, PostgreSQL 15 or newer.

-- Returns the sessions that are announced or open between two days, by place: no kit, no figure, no person. What was
-- cancelled is left out, and so is what lies more than sixty days ahead. p_unit NULL: of every unit.
CREATE FUNCTION sessions_public(p_today date, p_until date, p_unit integer)
RETURNS TABLE (unit_no integer, kind text, day date, shift text, place text, address text, latitude float8,
    longitude float8, located text, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.unit_no, s.kind, s.day, s.shift, p.name, p.address, p.latitude, p.longitude, p.located, s.code
    FROM sessions_session AS s JOIN sessions_place AS p ON p.place_id = s.place_id
    WHERE s.day BETWEEN p_today AND least(p_until, ledger_today() + 60) AND s.state IN ('planned', 'open')
      AND s.day >= ledger_today() - 1 AND (p_unit IS NULL OR s.unit_no = p_unit)
    ORDER BY s.day, s.shift, p.name, s.code
    LIMIT 20000
$$;
REVOKE ALL ON FUNCTION sessions_public(date, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sessions_public(date, date, integer) TO toandan_app;
