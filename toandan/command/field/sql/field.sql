-- The program's privileges on plans, and who sees and writes which. Core SQL, PostgreSQL 15 or newer.
GRANT USAGE ON SEQUENCE field_parameters_parameters_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE field_version_version_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE field_run_run_id_seq TO toandan_app;
GRANT SELECT, INSERT ON field_parameters TO toandan_app;
-- What a version plans can be written once: no privilege to change it exists.
GRANT SELECT, INSERT ON field_version TO toandan_app;
GRANT UPDATE (state, approved_at, approved_by, approve_key) ON field_version TO toandan_app;
GRANT SELECT, INSERT ON field_run TO toandan_app;
GRANT UPDATE (state, step, done, total, cancelled, faults, version_id, actor) ON field_run TO toandan_app;

-- Figures name nobody and hold for the units below whoever set them, so everybody sees them.
ALTER TABLE field_parameters ENABLE ROW LEVEL SECURITY;
CREATE POLICY field_parameters_read ON field_parameters TO toandan_app USING (true);
CREATE POLICY field_parameters_new ON field_parameters AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('field.parameter.set')), false)
    AND officers_acts((SELECT officers_acting()), set_by));

-- A plan is seen by the unit it is made for and the police above, and written in the own name.
ALTER TABLE field_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY field_version_scope ON field_version TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_may('field.plan.read')), false));
CREATE POLICY field_version_new ON field_version AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('field.plan.make')), false)
    AND officers_acts((SELECT officers_acting()), made_by)
    AND state = 'drafted' AND approved_at IS NULL AND approved_by = '' AND approve_key IS NULL);
CREATE POLICY field_version_approve ON field_version AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_may('field.plan.approve')), false))
WITH CHECK (true);

ALTER TABLE field_run ENABLE ROW LEVEL SECURITY;
CREATE POLICY field_run_scope ON field_run TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_may('field.plan.read')), false));
CREATE POLICY field_run_new ON field_run AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('field.plan.make')), false)
    AND officers_acts((SELECT officers_acting()), asked_by) AND officers_acts((SELECT officers_acting()), actor));
CREATE POLICY field_run_change ON field_run AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_may('field.plan.make')), false))
WITH CHECK (officers_acts((SELECT officers_acting()), actor));

-- A version is approved once, in the own name, and superseded after that. `states.py` is the same table.
CREATE FUNCTION field_version_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF (to_jsonb(NEW) - '{state,approved_at,approved_by,approve_key}'::text[])
        IS DISTINCT FROM (to_jsonb(OLD) - '{state,approved_at,approved_by,approve_key}'::text[]) THEN
        RAISE EXCEPTION 'what a plan says never changes' USING ERRCODE = '42501';
    END IF;
    IF OLD.state = 'drafted' AND NEW.state = 'approved' THEN
        IF NEW.approved_at IS NULL OR NEW.approve_key IS NULL
            OR NOT coalesce(officers_acts(officers_acting(), NEW.approved_by), false) THEN
            RAISE EXCEPTION 'a plan is approved by a person, in the own name' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state = 'approved' AND NEW.state = 'superseded' AND NEW.approved_at = OLD.approved_at
        AND NEW.approved_by = OLD.approved_by AND NEW.approve_key = OLD.approve_key THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a plan goes from drafted to approved to superseded' USING ERRCODE = '42501';
END
$$;
CREATE TRIGGER field_version_guard BEFORE UPDATE ON field_version
FOR EACH ROW EXECUTE FUNCTION field_version_guard();

-- Work that has ended stays as it ended.
CREATE FUNCTION field_run_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF OLD.state IN ('done', 'failed') OR (OLD.state = 'queued' AND NEW.state = 'done')
        OR (OLD.state = 'running' AND NEW.state = 'queued') THEN
        RAISE EXCEPTION 'work on a plan ends once' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER field_run_guard BEFORE UPDATE ON field_run
FOR EACH ROW EXECUTE FUNCTION field_run_guard();
