-- Movements go over to the unit where their people stand when units merge. Core SQL, PostgreSQL 15 or newer.

-- Whoever answers for somebody now sees what was recorded about them and may undo it; the row says for ever which unit
-- recorded it.
DROP POLICY movements_civil_scope ON movements_civil;
CREATE POLICY movements_civil_scope ON movements_civil TO toandan_app
USING (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_scope()), false));
CREATE POLICY movements_civil_kept ON movements_civil AS RESTRICTIVE FOR INSERT TO toandan_app WITH CHECK (kept_no IS NULL);

-- Gives the movements recorded at a unit that has ended to the units of `p_new` where their people stand by now, and those
-- of people who stand in none of them, such as the dead, to `p_main`, the one that carries it on, if any does. Those of
-- people who are still undecided stay. Returns how many were given. Whoever may post the people of the old unit to the
-- new ones may do this; `p_actor` is who does.
CREATE FUNCTION movements_lead_civil(p_old integer, p_new integer[], p_main integer, p_actor text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_led bigint;
BEGIN
    IF NOT coalesce(p_old <@ v_may, false) OR EXISTS (
        SELECT FROM unnest(p_new || p_main) AS n WHERE n IS NOT NULL AND NOT n <@ v_may
    ) THEN
        RAISE EXCEPTION 'movements are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT officers_acts(officers_acting(), p_actor) THEN
        RAISE EXCEPTION 'what is done is signed by who does it' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its movements' USING ERRCODE = '42501';
    END IF;
    UPDATE movements_civil AS m
    SET kept_no = CASE WHEN s.unit_no = ANY(p_new) THEN s.unit_no ELSE p_main END
    FROM ledger_standing AS s
    WHERE s.person_id = m.person_id AND coalesce(m.kept_no, m.unit_no) = p_old AND s.unit_no <> p_old
      AND (s.unit_no = ANY(p_new) OR p_main IS NOT NULL);
    GET DIAGNOSTICS v_led = ROW_COUNT;
    RETURN v_led;
END
$$;

REVOKE ALL ON FUNCTION movements_lead_civil(integer, integer[], integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION movements_lead_civil(integer, integer[], integer, text) TO toandan_app;
