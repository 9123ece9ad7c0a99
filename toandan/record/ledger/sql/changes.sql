-- Why the number of people in some states changed, told of any set of units. Core SQL, PostgreSQL 15 or newer.

-- The units of a merger do not lie side by side: what a unit of today was made of is a set of numbers, and a move between
-- two of them has both of its sides here. The ends of the set bound the search; what lies between and is none of them is
-- left out. A correction that undoes a death is told as `died`.
CREATE FUNCTION ledger_changes(p_since date, p_until date, p_states integer[], p_units int4multirange)
RETURNS TABLE (verb text, gained boolean, other text, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT CASE WHEN m.undone THEN 'died' ELSE e.verb END, m.gained, m.other, sum(m.people)::bigint
    FROM (
        SELECT p.entry_id, b.state IS NOT NULL AS gained,
               CASE WHEN (CASE WHEN b.state IS NULL THEN p.unit_to ELSE p.unit_from END) = 0 THEN 'world'
                    WHEN (CASE WHEN b.state IS NULL THEN p.unit_to ELSE p.unit_from END) <@ p_units THEN 'here'
                    ELSE 'elsewhere' END AS other,
               CASE WHEN c.entry_id IS NULL THEN false ELSE coalesce((
                   SELECT d.unit_to = 0 AND d.unit_from = p.unit_to AND d.state_from = p.state_to AND EXISTS (
                       SELECT FROM ledger_entry AS death WHERE death.entry_id = d.entry_id AND death.verb = 'died'
                   )
                   FROM ledger_posting AS d
                   WHERE d.person_id = p.person_id AND d.entry_id < p.entry_id
                   ORDER BY d.entry_id DESC LIMIT 1
               ), false) END AS undone,
               count(*) AS people
        FROM ledger_posting AS p
        LEFT JOIN ledger_entry AS c ON p.unit_from = 0 AND c.entry_id = p.entry_id AND c.verb = 'corrected'
        LEFT JOIN unnest(p_states) AS a (state) ON a.state = p.state_from AND p.unit_from <@ p_units
        LEFT JOIN unnest(p_states) AS b (state) ON b.state = p.state_to AND p.unit_to <@ p_units
        WHERE p.effective_on BETWEEN p_since AND p_until
          AND (p.unit_from BETWEEN lower(p_units) AND upper(p_units) - 1
               OR p.unit_to BETWEEN lower(p_units) AND upper(p_units) - 1)
          AND (a.state IS NULL) <> (b.state IS NULL)
        GROUP BY 1, 2, 3, 4
    ) AS m
    JOIN ledger_entry AS e ON e.entry_id = m.entry_id
    GROUP BY 1, m.gained, m.other
    ORDER BY 1, m.gained, m.other
$$;
REVOKE ALL ON FUNCTION ledger_changes(date, date, integer[], int4multirange) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_changes(date, date, integer[], int4multirange) TO toandan_app;

-- The same of one range of numbers, which is how the release before this one asks.
CREATE OR REPLACE FUNCTION ledger_changes(
    p_since date, p_until date, p_states integer[], p_low integer, p_high integer
)
RETURNS TABLE (verb text, gained boolean, other text, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT * FROM ledger_changes(p_since, p_until, p_states, int4multirange(int4range(p_low, p_high, '[]')))
$$;

-- Who was led from some units to others because the map was redrawn over them, as counts by day; nobody moved. Told of
-- entries behind `p_after` and up to `p_entry`, so that whoever asked before asks only for what came since: as a rule
-- there is no such entry, and then no posting is read. Counts name nobody.
CREATE FUNCTION ledger_led(p_since date, p_until date, p_units int4multirange, p_after bigint, p_entry bigint)
RETURNS TABLE (o_day date, o_unit_from integer, o_unit_to integer, o_state integer, o_people bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_entries CONSTANT bigint[] := ARRAY(
        SELECT e.entry_id FROM ledger_entry AS e
        WHERE e.verb = 'reorganised' AND e.entry_id > p_after AND e.entry_id <= p_entry AND e.touched && p_units
    );
BEGIN
    IF v_entries <> '{}' THEN
        RETURN QUERY
            SELECT p.effective_on, p.unit_from, p.unit_to, p.state_from, count(*)
            FROM ledger_posting AS p JOIN unnest(v_entries) AS e (entry_id) ON e.entry_id = p.entry_id
            WHERE p.effective_on BETWEEN p_since AND p_until AND p.unit_from <@ p_units
            GROUP BY p.effective_on, p.unit_from, p.unit_to, p.state_from
            ORDER BY p.effective_on, p.unit_from, p.unit_to, p.state_from;
    END IF;
END
$$;
REVOKE ALL ON FUNCTION ledger_led(date, date, int4multirange, bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_led(date, date, int4multirange, bigint, bigint) TO toandan_app;
