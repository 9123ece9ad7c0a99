-- Committees go over to the unit that carries their territory on when units merge. Core SQL, PostgreSQL 15 or newer.

-- Gives members and meetings of the committees of a territory that has ended to `p_main`: the police of that unit are their
-- standing office now. Whoever may post the people of the old unit to the new one may do this. Returns how many rows it was.
CREATE FUNCTION directives_lead_committees(p_old integer, p_main integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_members bigint;
    v_meetings bigint;
BEGIN
    IF NOT coalesce(p_old <@ v_may AND p_main <@ v_may, false) THEN
        RAISE EXCEPTION 'committees are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its committees' USING ERRCODE = '42501';
    END IF;
    UPDATE directives_member SET territory_no = p_main WHERE territory_no = p_old;
    GET DIAGNOSTICS v_members = ROW_COUNT;
    UPDATE directives_meeting SET territory_no = p_main WHERE territory_no = p_old;
    GET DIAGNOSTICS v_meetings = ROW_COUNT;
    RETURN v_members + v_meetings;
END
$$;
REVOKE ALL ON FUNCTION directives_lead_committees(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directives_lead_committees(integer, integer) TO toandan_app;
