-- Doors for reading what holds no people but is made from tables that do. Core SQL, PostgreSQL 15 or newer.

-- The number of the last entry; entries themselves are seen in scope only.
CREATE FUNCTION ledger_head() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT coalesce(max(e.entry_id), 0) FROM ledger_entry AS e $$;

-- How many people came among some states of some units or left them, by verb and by where their other side lies.
-- Moves inside cancel by construction. Counts only: whoever reads a bridge need not be allowed to see its people.
CREATE FUNCTION ledger_changes(p_since date, p_until date, p_states integer[], p_low integer, p_high integer)
RETURNS TABLE (verb text, gained boolean, other text, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT e.verb, m.gained, m.other, sum(m.people)::bigint
    FROM (
        SELECT p.entry_id, b.state IS NOT NULL AS gained,
               CASE WHEN (CASE WHEN b.state IS NULL THEN p.unit_to ELSE p.unit_from END) = 0 THEN 'world'
                    WHEN (CASE WHEN b.state IS NULL THEN p.unit_to ELSE p.unit_from END) BETWEEN p_low AND p_high THEN 'here'
                    ELSE 'elsewhere' END AS other,
               count(*) AS people
        FROM ledger_posting AS p
        LEFT JOIN unnest(p_states) AS a (state) ON a.state = p.state_from AND p.unit_from BETWEEN p_low AND p_high
        LEFT JOIN unnest(p_states) AS b (state) ON b.state = p.state_to AND p.unit_to BETWEEN p_low AND p_high
        WHERE p.effective_on BETWEEN p_since AND p_until
          AND (p.unit_from BETWEEN p_low AND p_high OR p.unit_to BETWEEN p_low AND p_high)
          AND (a.state IS NULL) <> (b.state IS NULL)
        GROUP BY 1, 2, 3
    ) AS m
    JOIN ledger_entry AS e ON e.entry_id = m.entry_id
    GROUP BY e.verb, m.gained, m.other
    ORDER BY e.verb, m.gained, m.other
$$;
