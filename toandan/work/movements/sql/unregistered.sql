-- Since when people stand registered nowhere, also where the unit that wrote them down has merged. Core SQL, PostgreSQL 15+.

-- Returns who of the units `p_low` to `p_high`, as far as these lie in the caller's scope, stands in one of `p_states`, where,
-- and since which day; without those whose residence was checked since (`p_checked`) and not undone. The posting and the check
-- may be those of a unit that has ended, which the caller does not see: only the day is told of them.
CREATE FUNCTION movements_unregistered(p_low integer, p_high integer, p_states integer[], p_checked text)
RETURNS TABLE (o_person bigint, o_unit integer, o_day date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.person_id, s.unit_no, since.day
    FROM ledger_standing AS s
    JOIN LATERAL (
        SELECT max(g.effective_on) AS day FROM ledger_posting AS g
        WHERE g.person_id = s.person_id AND g.state_to = ANY(p_states) AND NOT g.state_from = ANY(p_states)
    ) AS since ON true
    WHERE s.unit_no BETWEEN p_low AND p_high AND s.state = ANY(p_states)
      AND coalesce(s.unit_no <@ (SELECT officers_scope()), false)
      AND NOT EXISTS (
        SELECT FROM movements_civil AS m
        WHERE m.person_id = s.person_id AND m.kind = p_checked AND m.undone_by IS NULL AND m.occurred_on >= since.day
    )
$$;
REVOKE ALL ON FUNCTION movements_unregistered(integer, integer, integer[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION movements_unregistered(integer, integer, integer[], text) TO toandan_app;
