-- Samples go over to the unit that carries the one checked on when units merge. Core SQL, PostgreSQL 15 or newer.

-- Whoever answers for the unit now sees what was found and checks on; the sample says for ever which unit it was about.
DROP POLICY samples_sample_scope ON samples_sample;
CREATE POLICY samples_sample_scope ON samples_sample TO toandan_app
USING (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_scope()), false));
CREATE POLICY samples_sample_own ON samples_sample AS RESTRICTIVE FOR INSERT TO toandan_app WITH CHECK (kept_no IS NULL);

DROP POLICY samples_drawn_scope ON samples_drawn;
CREATE POLICY samples_drawn_scope ON samples_drawn TO toandan_app
USING (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_may('samples.check.record')), false));
CREATE POLICY samples_drawn_own ON samples_drawn AS RESTRICTIVE FOR INSERT TO toandan_app WITH CHECK (kept_no IS NULL);

DROP POLICY samples_check_scope ON samples_check;
CREATE POLICY samples_check_scope ON samples_check TO toandan_app
USING (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_scope()), false));
DROP POLICY samples_check_own ON samples_check;
CREATE POLICY samples_check_own ON samples_check AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (
    coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_may('samples.check.record')), false)
    AND officers_acts(checked_by_id, checked_by)
    AND EXISTS (SELECT FROM samples_drawn AS d WHERE d.person_id = samples_check.person_id
        AND d.sample_id = samples_check.sample_id AND d.unit_no = samples_check.unit_no AND d.arm = samples_check.arm
        AND d.kept_no IS NOT DISTINCT FROM samples_check.kept_no)
);

-- Gives the samples of a unit that has ended to `p_main`, the one that carries it on; what they say stays. Returns how many
-- samples were given. Whoever may post the people of the old unit to the new one may do this; `p_actor` is who does.
CREATE FUNCTION samples_lead(p_old integer, p_main integer, p_actor text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_led bigint;
BEGIN
    IF NOT coalesce(p_old <@ v_may AND p_main <@ v_may, false) THEN
        RAISE EXCEPTION 'samples are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT officers_acts(officers_acting(), p_actor) THEN
        RAISE EXCEPTION 'what is done is signed by who does it' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its samples' USING ERRCODE = '42501';
    END IF;
    UPDATE samples_sample SET kept_no = p_main WHERE coalesce(kept_no, unit_no) = p_old;
    GET DIAGNOSTICS v_led = ROW_COUNT;
    UPDATE samples_drawn SET kept_no = p_main WHERE coalesce(kept_no, unit_no) = p_old;
    UPDATE samples_check SET kept_no = p_main WHERE coalesce(kept_no, unit_no) = p_old;
    RETURN v_led;
END
$$;
REVOKE ALL ON FUNCTION samples_lead(integer, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION samples_lead(integer, integer, text) TO toandan_app;
