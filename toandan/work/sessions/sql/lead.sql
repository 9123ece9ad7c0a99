-- Places and days in the field follow their units when these merge. Core SQL, PostgreSQL 15 or newer.

-- Leads the places of a unit that has ended, with their agreements, sessions and routes, to `p_main`, the one that goes on
-- with it; nothing else about them changes. What belongs to people follows the people. Returns how many places, sessions
-- and routes were led. Whoever may post the people of the old unit to the new one may do this; `p_actor` is who does.
CREATE FUNCTION sessions_lead(p_old integer, p_main integer, p_actor text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_many bigint;
    v_led bigint := 0;
BEGIN
    IF NOT coalesce(p_old <@ v_may AND p_main <@ v_may, false) THEN
        RAISE EXCEPTION 'places are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT officers_acts(officers_acting(), p_actor) THEN
        RAISE EXCEPTION 'what is done is signed by who does it' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its places' USING ERRCODE = '42501';
    END IF;
    UPDATE sessions_place SET unit_no = p_main WHERE unit_no = p_old;
    GET DIAGNOSTICS v_many = ROW_COUNT;
    v_led := v_led + v_many;
    UPDATE sessions_session SET unit_no = p_main WHERE unit_no = p_old;
    GET DIAGNOSTICS v_many = ROW_COUNT;
    v_led := v_led + v_many;
    UPDATE sessions_route SET unit_no = p_main WHERE unit_no = p_old;
    GET DIAGNOSTICS v_many = ROW_COUNT;
    v_led := v_led + v_many;
    UPDATE sessions_agreement SET unit_no = p_main WHERE unit_no = p_old;
    UPDATE sessions_event SET unit_no = p_main WHERE unit_no = p_old;
    UPDATE sessions_ticket SET unit_no = p_main WHERE unit_no = p_old;
    UPDATE sessions_crew SET unit_no = p_main WHERE unit_no = p_old;
    UPDATE sessions_helper SET unit_no = p_main WHERE unit_no = p_old;
    RETURN v_led;
END
$$;
REVOKE ALL ON FUNCTION sessions_lead(integer, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sessions_lead(integer, integer, text) TO toandan_app;
