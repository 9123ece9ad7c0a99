-- Units that have ended and whose people were all led away. Core SQL, PostgreSQL 15 or newer.

-- Which of these units have ended, held people and hold nobody any more: their reform has been carried out. Whoever still
-- stands in another old unit asks so where a neighbour's people went; nothing is told but that nobody is left.
CREATE FUNCTION ledger_led_away(p_units integer[]) RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT u.number FROM units_unit AS u
    WHERE u.number = ANY (p_units) AND u.until <= ledger_today() AND NOT isempty(officers_scope())
      AND NOT EXISTS (SELECT FROM ledger_standing AS s WHERE s.unit_no = u.number)
      AND EXISTS (SELECT FROM ledger_delta AS d WHERE d.unit_no = u.number)
$$;

REVOKE ALL ON FUNCTION ledger_led_away(integer[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_led_away(integer[]) TO toandan_app;
