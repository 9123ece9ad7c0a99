-- The program's privileges in the field, and who sees and writes which. Core SQL, PostgreSQL 15 or newer.
CREATE SEQUENCE sessions_home_id_seq AS bigint OWNED BY sessions_home.home_id;
CREATE SEQUENCE sessions_visit_id_seq AS bigint OWNED BY sessions_visit.visit_id;
GRANT USAGE ON SEQUENCE sessions_home_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE sessions_visit_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE sessions_place_place_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE sessions_agreement_agreement_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE sessions_session_session_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE sessions_event_event_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE sessions_crew_crew_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE sessions_helper_helper_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE sessions_route_route_id_seq TO toandan_app;

GRANT SELECT, INSERT ON sessions_place TO toandan_app;
GRANT SELECT, INSERT ON sessions_agreement TO toandan_app;
GRANT SELECT, INSERT ON sessions_session TO toandan_app;
GRANT SELECT, INSERT ON sessions_event TO toandan_app;
GRANT SELECT, INSERT ON sessions_ticket TO toandan_app;
GRANT SELECT, INSERT ON sessions_crew TO toandan_app;
GRANT SELECT, INSERT ON sessions_helper TO toandan_app;
GRANT SELECT, INSERT ON sessions_home TO toandan_app;
GRANT SELECT, INSERT ON sessions_route TO toandan_app;
GRANT SELECT, INSERT ON sessions_stop TO toandan_app;
GRANT SELECT, INSERT ON sessions_visit TO toandan_app;
GRANT UPDATE (name, address, latitude, longitude, located, share, closed_on) ON sessions_place TO toandan_app;
GRANT UPDATE (ended_on) ON sessions_agreement TO toandan_app;
GRANT UPDATE (place_id, place_code, unit_no, kit, day, shift, morning, afternoon, expected, plan, state, remaining,
    served, collected, posted, note, opened_at, closed_at) ON sessions_session TO toandan_app;
GRANT UPDATE (state, called_at, ended_at) ON sessions_ticket TO toandan_app;
GRANT UPDATE (removed_at) ON sessions_crew TO toandan_app;
GRANT UPDATE (full_name, state, answered_at, answered_by, minutes) ON sessions_helper TO toandan_app;
GRANT UPDATE (state, outcome) ON sessions_home TO toandan_app;
GRANT UPDATE (state) ON sessions_route TO toandan_app;

-- What belongs to a person follows the person from unit to unit.
INSERT INTO ledger_follower (table_name) VALUES ('sessions_home'), ('sessions_stop'), ('sessions_visit');

-- Places and agreements are kept by whoever holds the word at their unit; everybody in scope sees them.
ALTER TABLE sessions_place ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_place_scope ON sessions_place TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY sessions_place_new ON sessions_place AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('sessions.place.keep')), false)
    AND officers_acts((SELECT officers_acting()), created_by));
CREATE POLICY sessions_place_keep ON sessions_place AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_may('sessions.place.keep')), false));
ALTER TABLE sessions_agreement ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_agreement_scope ON sessions_agreement TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY sessions_agreement_new ON sessions_agreement AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('sessions.place.keep')), false)
    AND officers_acts((SELECT officers_acting()), signed_by)
    AND EXISTS (SELECT FROM sessions_place AS p WHERE p.place_id = sessions_agreement.place_id
        AND p.unit_no = sessions_agreement.unit_no));

-- A session is announced by whoever plans at its unit, and changed by whoever plans or runs there.
ALTER TABLE sessions_session ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_session_scope ON sessions_session TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY sessions_session_new ON sessions_session AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('sessions.session.plan')), false));
CREATE POLICY sessions_session_change ON sessions_session AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (coalesce(unit_no <@ ((SELECT officers_may('sessions.session.plan'))
    + (SELECT officers_may('sessions.session.run')) + (SELECT officers_may('sessions.session.reconcile'))), false));
ALTER TABLE sessions_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_event_scope ON sessions_event TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY sessions_event_own ON sessions_event AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(actor_id, actor));
ALTER TABLE sessions_ticket ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_ticket_scope ON sessions_ticket TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
ALTER TABLE sessions_crew ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_crew_scope ON sessions_crew TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY sessions_crew_own ON sessions_crew AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts((SELECT officers_acting()), added_by));

-- Whether the caller works for this very body: a scope that reaches beyond it is that of a unit of the police around it.
CREATE FUNCTION sessions_body(p_body integer, p_scope int4multirange) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(p_body <@ p_scope AND NOT (p_body + 1) <@ p_scope, false);
REVOKE ALL ON FUNCTION sessions_body(integer, int4multirange) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sessions_body(integer, int4multirange) TO toandan_app;

-- Helpers are asked for by the unit and named by their body: each side sees its own.
ALTER TABLE sessions_helper ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_helper_scope ON sessions_helper TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false) OR sessions_body(body_no, (SELECT officers_scope())));
CREATE POLICY sessions_helper_new ON sessions_helper AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('sessions.session.run')), false) AND state = 'asked'
    AND officers_acts((SELECT officers_acting()), asked_by));

-- A home is asked for about somebody on the roll of the unit.
ALTER TABLE sessions_home ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_home_scope ON sessions_home TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY sessions_home_new ON sessions_home AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('sessions.home.keep')), false)
    AND officers_acts((SELECT officers_acting()), asked_by)
    AND EXISTS (SELECT FROM people_person AS p
        WHERE p.person_id = sessions_home.person_id AND p.unit_no = sessions_home.unit_no));

ALTER TABLE sessions_stop ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_stop_scope ON sessions_stop TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY sessions_stop_new ON sessions_stop AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('sessions.session.plan')), false)
    AND EXISTS (SELECT FROM sessions_home AS h WHERE h.person_id = sessions_stop.person_id
        AND h.home_id = sessions_stop.home_id AND h.unit_no = sessions_stop.unit_no));

-- A route is planned for a district and seen by every unit one of whose people is on it.
ALTER TABLE sessions_route ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_route_scope ON sessions_route TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false)
    OR EXISTS (SELECT FROM sessions_stop AS s WHERE s.route_id = sessions_route.route_id));
CREATE POLICY sessions_route_new ON sessions_route AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('sessions.session.plan')), false));
CREATE POLICY sessions_route_change ON sessions_route AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_may('sessions.session.plan')), false));

-- An outcome is signed by whoever the scope was sealed for, and is about a home somebody asked for.
ALTER TABLE sessions_visit ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_visit_scope ON sessions_visit TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY sessions_visit_own ON sessions_visit AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('sessions.visit.record')), false)
    AND officers_acts(actor_id, actor)
    AND EXISTS (SELECT FROM sessions_home AS h WHERE h.person_id = sessions_visit.person_id
        AND h.home_id = sessions_visit.home_id));

-- Whether a kit stands or drives somewhere on a half-day, wherever that is: two units out of each other's sight may not
-- send one kit to two places. It says nothing but that. `p_session` and `p_route` are being changed and left out.
CREATE FUNCTION sessions_kit_taken(p_kit text, p_day date, p_shift text, p_session bigint, p_route bigint)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM sessions_session AS s
        WHERE s.kit = p_kit AND s.day = p_day AND s.state <> 'cancelled' AND s.session_id <> p_session
          AND ((s.morning AND p_shift <> 'PM') OR (s.afternoon AND p_shift <> 'AM'))
    ) OR EXISTS (
        SELECT FROM sessions_route AS r
        WHERE r.kit = p_kit AND r.day = p_day AND r.state <> 'cancelled' AND r.route_id <> p_route
    )
$$;
REVOKE ALL ON FUNCTION sessions_kit_taken(text, date, text, bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sessions_kit_taken(text, date, text, bigint, bigint) TO toandan_app;
