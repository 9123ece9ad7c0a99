-- Steering Committees: who keeps members and meetings, and who reads them. Core SQL, PostgreSQL 15 or newer.
GRANT SELECT, INSERT ON directives_member TO toandan_app;
GRANT UPDATE (until) ON directives_member TO toandan_app;
GRANT SELECT, INSERT ON directives_meeting TO toandan_app;
GRANT UPDATE (minutes, state, held_key) ON directives_meeting TO toandan_app;
GRANT SELECT, INSERT ON directives_decision TO toandan_app;
GRANT USAGE ON SEQUENCE directives_member_member_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE directives_meeting_meeting_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE directives_decision_decision_id_seq TO toandan_app;

-- Whether the caller is a member's unit or body; it looks past the policy of members, which asks it.
CREATE FUNCTION directives_sits(p_committee integer, p_scope int4multirange) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM directives_member AS m
        WHERE m.committee_no = p_committee AND m.until IS NULL AND directives_side(m.at_no, m.at_body, p_scope)
    )
$$;
REVOKE ALL ON FUNCTION directives_sits(integer, int4multirange) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directives_sits(integer, int4multirange) TO toandan_app;

-- A committee is kept by itself and by the police of its territory, which are its standing office; its members read.
ALTER TABLE directives_member ENABLE ROW LEVEL SECURITY;
CREATE POLICY directives_member_scope ON directives_member TO toandan_app
USING (directives_side(committee_no, true, (SELECT officers_scope()))
    OR coalesce(territory_no <@ (SELECT officers_scope()), false)
    OR directives_sits(committee_no, (SELECT officers_scope())));
CREATE POLICY directives_member_new ON directives_member AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts((SELECT officers_acting()), added_by)
    AND EXISTS (SELECT FROM units_body AS b WHERE b.number = committee_no AND b.territory = territory_no)
    AND (directives_side(committee_no, true, (SELECT officers_scope()))
        OR coalesce(territory_no <@ (SELECT officers_scope()), false)));
CREATE POLICY directives_member_end ON directives_member AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (until IS NULL AND (directives_side(committee_no, true, (SELECT officers_scope()))
    OR coalesce(territory_no <@ (SELECT officers_scope()), false))) WITH CHECK (true);

ALTER TABLE directives_meeting ENABLE ROW LEVEL SECURITY;
CREATE POLICY directives_meeting_scope ON directives_meeting TO toandan_app
USING (directives_side(committee_no, true, (SELECT officers_scope()))
    OR coalesce(territory_no <@ (SELECT officers_scope()), false)
    OR directives_sits(committee_no, (SELECT officers_scope())));
CREATE POLICY directives_meeting_new ON directives_meeting AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (state = 'called' AND officers_acts((SELECT officers_acting()), called_by)
    AND EXISTS (SELECT FROM units_body AS b WHERE b.number = committee_no AND b.territory = territory_no)
    AND (directives_side(committee_no, true, (SELECT officers_scope()))
        OR coalesce(territory_no <@ (SELECT officers_scope()), false)));
-- A meeting is concluded once; afterwards its minutes stand.
CREATE POLICY directives_meeting_hold ON directives_meeting AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (state = 'called' AND (directives_side(committee_no, true, (SELECT officers_scope()))
    OR coalesce(territory_no <@ (SELECT officers_scope()), false))) WITH CHECK (state = 'held');

ALTER TABLE directives_decision ENABLE ROW LEVEL SECURITY;
CREATE POLICY directives_decision_scope ON directives_decision TO toandan_app
USING (EXISTS (SELECT FROM directives_meeting AS m WHERE m.meeting_id = directives_decision.meeting_id));
CREATE POLICY directives_decision_new ON directives_decision AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (EXISTS (SELECT FROM directives_meeting AS m WHERE m.meeting_id = directives_decision.meeting_id
    AND m.state = 'called' AND (directives_side(m.committee_no, true, (SELECT officers_scope()))
        OR coalesce(m.territory_no <@ (SELECT officers_scope()), false))));
