-- Questions follow their units when these merge. Core SQL, PostgreSQL 15 or newer.

-- Leads what had been put to a unit that has ended, or forwarded to it or by it, to `p_main`, the one that goes on with it;
-- days, states and codes stay. Returns how many questions were led. Whoever may post the people of the old unit to the new
-- one may do this; `p_actor` is who does.
CREATE FUNCTION questions_lead(p_old integer, p_main integer, p_actor text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_led bigint;
BEGIN
    IF NOT coalesce(p_old <@ v_may AND p_main <@ v_may, false) THEN
        RAISE EXCEPTION 'questions are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT officers_acts(officers_acting(), p_actor) THEN
        RAISE EXCEPTION 'what is done is signed by who does it' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its questions' USING ERRCODE = '42501';
    END IF;
    WITH led AS (
        UPDATE questions_question SET
            unit_no = CASE unit_no WHEN p_old THEN p_main ELSE unit_no END,
            at_no = CASE at_no WHEN p_old THEN p_main ELSE at_no END,
            from_no = CASE from_no WHEN p_old THEN p_main ELSE from_no END
        WHERE p_old IN (unit_no, at_no, from_no)
        RETURNING question_id, state
    ), told AS (
        INSERT INTO questions_event (client_key, question_id, verb, at_no, recorded_at, actor, actor_id, reason)
        SELECT gen_random_uuid(), question_id, 'led', p_main, now(), p_actor, officers_acting(), ''
        FROM led WHERE state IN ('waiting', 'held')
    )
    SELECT count(*) INTO v_led FROM led;
    RETURN v_led;
END
$$;

-- The guard asks who writes through the program; what the owner's own functions do has been asked for there.
DROP TRIGGER questions_guard ON questions_question;
CREATE TRIGGER questions_guard BEFORE UPDATE ON questions_question
FOR EACH ROW WHEN (NOT directives_within('questions_question'::regclass)) EXECUTE FUNCTION questions_guard();

REVOKE ALL ON FUNCTION questions_lead(integer, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION questions_lead(integer, integer, text) TO toandan_app;
