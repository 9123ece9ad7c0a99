-- Bodies answer for the unit that carries their territory on when units merge. Core SQL, PostgreSQL 15 or newer.

-- Gives the bodies of a territory that has ended to `p_main`, the unit that carries it on. A body keeps its number, and with it
-- its desk, its officers and everything asked of it. Returns how many were given. Whoever may post the people of the old unit
-- to the new one may do this.
CREATE FUNCTION units_lead_bodies(p_old integer, p_main integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_led bigint;
BEGIN
    IF NOT coalesce(p_old <@ v_may AND p_main <@ v_may, false) THEN
        RAISE EXCEPTION 'bodies are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its bodies' USING ERRCODE = '42501';
    END IF;
    UPDATE units_body SET territory = p_main WHERE territory = p_old;
    GET DIAGNOSTICS v_led = ROW_COUNT;
    RETURN v_led;
END
$$;
REVOKE ALL ON FUNCTION units_lead_bodies(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION units_lead_bodies(integer, integer) TO toandan_app;
