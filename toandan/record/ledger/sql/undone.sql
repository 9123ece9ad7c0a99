-- Why figures changed, with deaths that were undone counted among deaths. Core SQL, PostgreSQL 15 or newer.

-- How many people came among some states of some units or left them, by verb and by where their other side lies.
-- Moves inside cancel by construction. Counts only: whoever reads a bridge need not be allowed to see its people.
--
-- A correction that brings somebody back from outside the register, to where they stood when the posting before it said
-- that they had died, undoes that death: it counts as the same verb the other way, so that a death and its undoing are
-- nothing. The posting before is looked for only in the few corrections that come from outside.
CREATE OR REPLACE FUNCTION ledger_changes(
    p_since date, p_until date, p_states integer[], p_low integer, p_high integer
)
RETURNS TABLE (verb text, gained boolean, other text, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT CASE WHEN m.undone THEN 'died' ELSE e.verb END, m.gained, m.other, sum(m.people)::bigint
    FROM (
        SELECT p.entry_id, b.state IS NOT NULL AS gained,
               CASE WHEN (CASE WHEN b.state IS NULL THEN p.unit_to ELSE p.unit_from END) = 0 THEN 'world'
                    WHEN (CASE WHEN b.state IS NULL THEN p.unit_to ELSE p.unit_from END) BETWEEN p_low AND p_high THEN 'here'
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
        LEFT JOIN unnest(p_states) AS a (state) ON a.state = p.state_from AND p.unit_from BETWEEN p_low AND p_high
        LEFT JOIN unnest(p_states) AS b (state) ON b.state = p.state_to AND p.unit_to BETWEEN p_low AND p_high
        WHERE p.effective_on BETWEEN p_since AND p_until
          AND (p.unit_from BETWEEN p_low AND p_high OR p.unit_to BETWEEN p_low AND p_high)
          AND (a.state IS NULL) <> (b.state IS NULL)
        GROUP BY 1, 2, 3, 4
    ) AS m
    JOIN ledger_entry AS e ON e.entry_id = m.entry_id
    GROUP BY 1, m.gained, m.other
    ORDER BY 1, m.gained, m.other
$$;
