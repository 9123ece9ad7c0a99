-- Where and when a body outside the police is asked to send its helpers. Core SQL, PostgreSQL 15 or newer.

-- The body stands in no unit of the police, so no policy shows it sessions or places. It is told of those sessions alone
-- that it was asked for, and only through whoever may answer for this very body: police above it do not come this way.
CREATE FUNCTION sessions_asked(p_since date)
RETURNS TABLE (o_helper bigint, o_state text, o_shift text, o_place text, o_address text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT h.helper_id, s.state, s.shift, p.name, p.address
    FROM sessions_helper AS h
    JOIN sessions_session AS s ON s.session_id = h.session_id
    JOIN sessions_place AS p ON p.place_id = s.place_id
    WHERE h.day >= p_since AND sessions_body(h.body_no, (SELECT officers_may('sessions.helper.answer')))
$$;
REVOKE ALL ON FUNCTION sessions_asked(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sessions_asked(date) TO toandan_app;
