-- The program's privileges on score sheets, and who sees and writes which. Core SQL, PostgreSQL 15 or newer.
GRANT USAGE ON SEQUENCE evaluation_criteria_criteria_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE evaluation_sheet_sheet_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE evaluation_appeal_appeal_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE evaluation_commendation_commendation_id_seq TO toandan_app;
GRANT SELECT, INSERT ON evaluation_criteria TO toandan_app;
GRANT SELECT, INSERT ON evaluation_sheet TO toandan_app;
GRANT SELECT, INSERT ON evaluation_appeal TO toandan_app;
GRANT UPDATE (state, answer, answered_at, answered_by, decision_key, corrected) ON evaluation_appeal TO toandan_app;
GRANT SELECT, INSERT ON evaluation_commendation TO toandan_app;

-- Weights name nobody and are visible to all; they are set by who holds the word over the whole order.
ALTER TABLE evaluation_criteria ENABLE ROW LEVEL SECURITY;
CREATE POLICY evaluation_criteria_read ON evaluation_criteria TO toandan_app USING (true);
CREATE POLICY evaluation_criteria_new ON evaluation_criteria AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(scope_no <@ (SELECT officers_may('evaluation.criteria.set')), false)
    AND officers_acts((SELECT officers_acting()), set_by));

-- A sheet is seen by the unit scored and the police above, and written by who scores there, in the own name.
ALTER TABLE evaluation_sheet ENABLE ROW LEVEL SECURITY;
CREATE POLICY evaluation_sheet_scope ON evaluation_sheet TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY evaluation_sheet_new ON evaluation_sheet AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('evaluation.sheet.score')), false)
    AND unit_no <> top_no AND officers_acts((SELECT officers_acting()), made_by));

-- An appeal is raised by the unit scored, about its own sheet, and begins undecided.
ALTER TABLE evaluation_appeal ENABLE ROW LEVEL SECURITY;
CREATE POLICY evaluation_appeal_scope ON evaluation_appeal TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY evaluation_appeal_new ON evaluation_appeal AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('evaluation.sheet.appeal')), false)
    AND officers_acts((SELECT officers_acting()), raised_by)
    AND state = 'raised' AND answer = '' AND answered_at IS NULL AND decision_key IS NULL AND corrected IS NULL
    AND EXISTS (SELECT FROM evaluation_sheet AS s
        WHERE s.sheet_id = evaluation_appeal.sheet_id AND s.unit_no = evaluation_appeal.unit_no));
CREATE POLICY evaluation_appeal_decide ON evaluation_appeal AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_may('evaluation.sheet.score')), false))
WITH CHECK (officers_acts((SELECT officers_acting()), answered_by));

ALTER TABLE evaluation_commendation ENABLE ROW LEVEL SECURITY;
CREATE POLICY evaluation_commendation_scope ON evaluation_commendation TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY evaluation_commendation_new ON evaluation_commendation AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('evaluation.sheet.score')), false)
    AND officers_acts((SELECT officers_acting()), given_by)
    AND EXISTS (SELECT FROM evaluation_sheet AS s
        WHERE s.sheet_id = evaluation_commendation.sheet_id AND s.unit_no = evaluation_commendation.unit_no));

-- An appeal is decided once, with an answer; an upheld one names the sheet that came of it. `states.py` is the same table.
CREATE FUNCTION evaluation_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF OLD.state <> 'raised' OR NEW.state NOT IN ('upheld', 'dismissed') OR btrim(NEW.answer) = ''
        OR NEW.answered_at IS NULL OR (NEW.state = 'upheld') <> (NEW.corrected IS NOT NULL) THEN
        RAISE EXCEPTION 'an appeal is decided once, with its reason' USING ERRCODE = '42501';
    END IF;
    IF NEW.corrected IS NOT NULL AND NOT EXISTS (
        SELECT FROM evaluation_sheet AS s JOIN evaluation_sheet AS before ON before.sheet_id = NEW.sheet_id
        WHERE s.sheet_id = NEW.corrected AND s.unit_no = NEW.unit_no AND s.version > before.version
          AND (s.order_code, s.top_no, s.since, s.until) = (before.order_code, before.top_no, before.since, before.until)) THEN
        RAISE EXCEPTION 'what came of an appeal is a later version of the sheet' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER evaluation_guard BEFORE UPDATE ON evaluation_appeal
FOR EACH ROW EXECUTE FUNCTION evaluation_guard();
