-- A crew that is lent runs the sessions of the helped unit and makes its visits. Core SQL, PostgreSQL 15 or newer.
ALTER POLICY sessions_session_change ON sessions_session USING (coalesce(unit_no <@ (
    (SELECT officers_may('sessions.session.plan')) + (SELECT officers_may('sessions.session.run'))
    + (SELECT officers_may('sessions.session.reconcile')) + (SELECT officers_lent('sessions.session.run'))), false));
ALTER POLICY sessions_helper_new ON sessions_helper WITH CHECK (state = 'asked' AND coalesce(unit_no <@ (
    (SELECT officers_may('sessions.session.run')) + (SELECT officers_lent('sessions.session.run'))), false)
    AND officers_acts((SELECT officers_acting()), asked_by));
ALTER POLICY sessions_visit_own ON sessions_visit WITH CHECK (coalesce(unit_no <@ (
    (SELECT officers_may('sessions.visit.record')) + (SELECT officers_lent('sessions.visit.record'))), false)
    AND officers_acts(actor_id, actor)
    AND EXISTS (SELECT FROM sessions_home AS h WHERE h.person_id = sessions_visit.person_id
        AND h.home_id = sessions_visit.home_id));
