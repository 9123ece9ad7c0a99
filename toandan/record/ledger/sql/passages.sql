-- Where people stood before a period and where after it, as counts over several ranges of units. Core SQL, PostgreSQL 15 or newer.

-- A person's postings count in the order of their entries, so the first and the last of the period are the ends of the way
-- through it. Whoever was not posted is in none of these counts: they stand where they stood. What was posted behind
-- `p_entry` does not count; unit 0 is the world. Counts name nobody. They are told of units in the caller's scope, and of
-- units that have ended, as the balances are: whoever answers for a successor may see how its figures came about.
CREATE FUNCTION ledger_passages(p_since date, p_until date, p_entry bigint, p_units int4multirange)
RETURNS TABLE (o_unit_from integer, o_state_from integer, o_unit_to integer, o_state_to integer, o_people bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_scope CONSTANT int4multirange := officers_scope();
BEGIN
    IF isempty(v_scope) OR EXISTS (
        SELECT FROM units_unit AS u
        WHERE u.number <@ (p_units - v_scope) AND (u.until IS NULL OR u.until > ledger_today())
    ) THEN
        RAISE EXCEPTION 'ways are counted in the own units, and in those that have ended' USING ERRCODE = '42501';
    END IF;
    RETURN QUERY
        SELECT way.unit_from, way.state_from, way.unit_to, way.state_to, count(*) FROM (
            SELECT DISTINCT ON (p.person_id) p.person_id,
                first_value(p.unit_from) OVER whole AS unit_from, first_value(p.state_from) OVER whole AS state_from,
                last_value(p.unit_to) OVER whole AS unit_to, last_value(p.state_to) OVER whole AS state_to
            FROM ledger_posting AS p
            WHERE p.effective_on BETWEEN p_since AND p_until AND p.entry_id <= p_entry
              AND (p.unit_from <@ p_units OR p.unit_to <@ p_units)
            WINDOW whole AS (
                PARTITION BY p.person_id ORDER BY p.entry_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            )
        ) AS way
        WHERE way.unit_from <@ p_units
        GROUP BY way.unit_from, way.state_from, way.unit_to, way.state_to
        ORDER BY way.unit_from, way.state_from, way.unit_to, way.state_to;
END
$$;
REVOKE ALL ON FUNCTION ledger_passages(date, date, bigint, int4multirange) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_passages(date, date, bigint, int4multirange) TO toandan_app;
