-- What the public sees goes over to the unit that answers for the order. Core SQL, PostgreSQL 15 or newer.

-- Whoever may publish an order keeps back any unit of it, also one that has ended since and is under nobody any more.
DROP POLICY publication_withheld_read ON publication_withheld;
DROP POLICY publication_withheld_add ON publication_withheld;
DROP POLICY publication_withheld_end ON publication_withheld;
CREATE FUNCTION publication_mine(p_publication bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT coalesce((
        SELECT p.unit <@ officers_may('publication.order.publish')
        FROM publication_publication AS p WHERE p.publication_id = p_publication
    ), false)
$$;
CREATE POLICY publication_withheld_read ON publication_withheld FOR SELECT TO toandan_app
USING (publication_mine(publication_id));
CREATE POLICY publication_withheld_add ON publication_withheld FOR INSERT TO toandan_app
WITH CHECK (publication_mine(publication_id) AND officers_acts((SELECT officers_acting()), by));
CREATE POLICY publication_withheld_end ON publication_withheld FOR UPDATE TO toandan_app
USING (publication_mine(publication_id) AND until IS NULL) WITH CHECK (publication_mine(publication_id));

-- Gives what is published of the orders of a unit that has ended to `p_main`, the one that carries it on. Returns how many
-- orders' publications were given. Whoever may post the people of the old unit to the new one may do this; `p_actor` is
-- who does.
CREATE FUNCTION publication_lead(p_old integer, p_main integer, p_actor text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_led bigint;
BEGIN
    IF NOT coalesce(p_old <@ v_may AND p_main <@ v_may, false) THEN
        RAISE EXCEPTION 'publications are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT officers_acts(officers_acting(), p_actor) THEN
        RAISE EXCEPTION 'what is done is signed by who does it' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its publications' USING ERRCODE = '42501';
    END IF;
    UPDATE publication_publication SET unit = p_main WHERE unit = p_old;
    GET DIAGNOSTICS v_led = ROW_COUNT;
    UPDATE publication_day SET unit = p_main WHERE unit = p_old;
    UPDATE publication_memory SET unit = p_main WHERE unit = p_old;
    RETURN v_led;
END
$$;

REVOKE ALL ON FUNCTION publication_mine(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION publication_mine(bigint) TO toandan_app;
REVOKE ALL ON FUNCTION publication_lead(integer, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION publication_lead(integer, integer, text) TO toandan_app;
