-- Heads of lists follow the cases when units merge. Core SQL, PostgreSQL 15 or newer.

-- Leads the lists of a unit that has ended to units that took its place: each list to the one of `p_new` where most of its
-- lines stand, one whose lines stand in none of them to `p_main`, or nowhere while that is NULL. A list keeps the number
-- it was sent under. Whoever may post the people of the old unit to the new ones may do this, so that both go together.
-- Returns how many lists were led.
CREATE FUNCTION verification_lead_lists(p_old integer, p_new integer[], p_main integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_lists bigint;
BEGIN
    IF NOT coalesce(p_old <@ v_may, false) OR EXISTS (
        SELECT FROM unnest(p_new || p_main) AS n WHERE n IS NOT NULL AND NOT n <@ v_may
    ) THEN
        RAISE EXCEPTION 'lists are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its lists' USING ERRCODE = '42501';
    END IF;
    UPDATE verification_list AS l SET unit_no = led.unit_no
    FROM (
        SELECT head.list_id, coalesce((
            SELECT r.unit_no FROM verification_request AS r
            WHERE r.list_id = head.list_id AND r.unit_no = ANY(p_new)
            GROUP BY r.unit_no ORDER BY count(*) DESC, r.unit_no LIMIT 1
        ), p_main) AS unit_no
        FROM verification_list AS head WHERE head.unit_no = p_old
    ) AS led
    WHERE led.list_id = l.list_id AND led.unit_no IS NOT NULL;
    GET DIAGNOSTICS v_lists = ROW_COUNT;
    RETURN v_lists;
END
$$;
REVOKE ALL ON FUNCTION verification_lead_lists(integer, integer[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION verification_lead_lists(integer, integer[], integer) TO toandan_app;

-- A list is numbered by the unit that makes it.
CREATE POLICY verification_list_numbered ON verification_list AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (numbered_no = unit_no);
