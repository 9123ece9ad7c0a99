-- Score sheets go over to the unit that carries the one scored on when units merge. Core SQL, PostgreSQL 15 or newer.

-- A sheet says for ever which unit it was about; whoever carries that unit on sees it, may appeal and is answered.
DROP POLICY evaluation_sheet_scope ON evaluation_sheet;
CREATE POLICY evaluation_sheet_scope ON evaluation_sheet TO toandan_app
USING (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_scope()), false));
DROP POLICY evaluation_appeal_scope ON evaluation_appeal;
CREATE POLICY evaluation_appeal_scope ON evaluation_appeal TO toandan_app
USING (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_scope()), false));
DROP POLICY evaluation_commendation_scope ON evaluation_commendation;
CREATE POLICY evaluation_commendation_scope ON evaluation_commendation TO toandan_app
USING (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_scope()), false));

-- A new version about a unit that was carried on is kept by whoever keeps the earlier ones; any other by the unit itself.
CREATE FUNCTION evaluation_kept(p_unit integer, p_kept integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT p_kept IS NULL OR EXISTS (
        SELECT FROM evaluation_sheet AS s WHERE s.unit_no = p_unit AND s.kept_no = p_kept
    )
$$;
DROP POLICY evaluation_sheet_new ON evaluation_sheet;
CREATE POLICY evaluation_sheet_new ON evaluation_sheet AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_may('evaluation.sheet.score')), false)
    AND evaluation_kept(unit_no, kept_no)
    AND coalesce(kept_no, unit_no) <> top_no AND officers_acts((SELECT officers_acting()), made_by));
DROP POLICY evaluation_appeal_new ON evaluation_appeal;
CREATE POLICY evaluation_appeal_new ON evaluation_appeal AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_may('evaluation.sheet.appeal')), false)
    AND officers_acts((SELECT officers_acting()), raised_by)
    AND state = 'raised' AND answer = '' AND answered_at IS NULL AND decision_key IS NULL AND corrected IS NULL
    AND EXISTS (SELECT FROM evaluation_sheet AS s
        WHERE s.sheet_id = evaluation_appeal.sheet_id AND s.unit_no = evaluation_appeal.unit_no
          AND s.kept_no IS NOT DISTINCT FROM evaluation_appeal.kept_no));
DROP POLICY evaluation_appeal_decide ON evaluation_appeal;
CREATE POLICY evaluation_appeal_decide ON evaluation_appeal AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_may('evaluation.sheet.score')), false))
WITH CHECK (officers_acts((SELECT officers_acting()), answered_by));
DROP POLICY evaluation_commendation_new ON evaluation_commendation;
CREATE POLICY evaluation_commendation_new ON evaluation_commendation AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_may('evaluation.sheet.score')), false)
    AND officers_acts((SELECT officers_acting()), given_by)
    AND EXISTS (SELECT FROM evaluation_sheet AS s
        WHERE s.sheet_id = evaluation_commendation.sheet_id AND s.unit_no = evaluation_commendation.unit_no
          AND s.kept_no IS NOT DISTINCT FROM evaluation_commendation.kept_no));

-- Gives the sheets of a unit that has ended to `p_main`, the one that carries it on, with their appeals and commendations;
-- what they say stays. Returns how many sheets were given. Whoever may post the people of the old unit to the new one may
-- do this; `p_actor` is who does.
CREATE FUNCTION evaluation_lead(p_old integer, p_main integer, p_actor text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_led bigint;
BEGIN
    IF NOT coalesce(p_old <@ v_may AND p_main <@ v_may, false) THEN
        RAISE EXCEPTION 'score sheets are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT officers_acts(officers_acting(), p_actor) THEN
        RAISE EXCEPTION 'what is done is signed by who does it' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its score sheets' USING ERRCODE = '42501';
    END IF;
    UPDATE evaluation_sheet SET kept_no = p_main WHERE coalesce(kept_no, unit_no) = p_old;
    GET DIAGNOSTICS v_led = ROW_COUNT;
    UPDATE evaluation_appeal SET kept_no = p_main WHERE coalesce(kept_no, unit_no) = p_old;
    UPDATE evaluation_commendation SET kept_no = p_main WHERE coalesce(kept_no, unit_no) = p_old;
    RETURN v_led;
END
$$;

-- The guard asks who writes through the program; what the owner's own function does has been asked for there.
DROP TRIGGER evaluation_guard ON evaluation_appeal;
CREATE TRIGGER evaluation_guard BEFORE UPDATE ON evaluation_appeal
FOR EACH ROW WHEN (NOT directives_within('evaluation_appeal'::regclass)) EXECUTE FUNCTION evaluation_guard();

REVOKE ALL ON FUNCTION evaluation_kept(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION evaluation_kept(integer, integer) TO toandan_app;
REVOKE ALL ON FUNCTION evaluation_lead(integer, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION evaluation_lead(integer, integer, text) TO toandan_app;
