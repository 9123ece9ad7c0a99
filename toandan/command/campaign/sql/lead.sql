-- Orders go over to the unit that carries their own on when units merge. Core SQL, PostgreSQL 15 or newer.

-- An order says for ever which units it was given for; its bulletins stand at whoever answers for it.
DROP POLICY campaign_bulletin_place ON campaign_bulletin;
CREATE POLICY campaign_bulletin_place ON campaign_bulletin AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (EXISTS (
    SELECT FROM campaign_order AS o
    WHERE o.order_id = campaign_bulletin.order_id AND coalesce(o.kept_no, o.scope) = campaign_bulletin.unit
      AND o.starts_on <= campaign_bulletin.as_of
));

-- Gives the orders of a unit that has ended to `p_main`, the one that carries it on, with the bulletins that are not signed.
-- Returns how many orders were given. Whoever may post the people of the old unit to the new one may do this; `p_actor` is
-- who does.
CREATE FUNCTION campaign_lead(p_old integer, p_main integer, p_actor text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_led bigint;
BEGIN
    IF NOT coalesce(p_old <@ v_may AND p_main <@ v_may, false) THEN
        RAISE EXCEPTION 'orders are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT officers_acts(officers_acting(), p_actor) THEN
        RAISE EXCEPTION 'what is done is signed by who does it' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its orders' USING ERRCODE = '42501';
    END IF;
    UPDATE campaign_order SET kept_no = p_main WHERE coalesce(kept_no, scope) = p_old;
    GET DIAGNOSTICS v_led = ROW_COUNT;
    UPDATE campaign_bulletin SET unit = p_main WHERE unit = p_old AND state = 'drafted';
    RETURN v_led;
END
$$;

REVOKE ALL ON FUNCTION campaign_lead(integer, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION campaign_lead(integer, integer, text) TO toandan_app;
