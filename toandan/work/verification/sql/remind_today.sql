-- Reminding by the database's own day. Core SQL, PostgreSQL 15 or newer.
DROP POLICY verification_list_remind ON verification_list;
REVOKE UPDATE (reminded_on) ON verification_list FROM toandan_app;

-- Puts today on every list of the caller's units numbered `p_low` to `p_high` on which a case still waits for an answer
-- that is late, or due in `p_notice` days or fewer, and that was not reminded of today; returns those. What day it is
-- nobody says but the database: a day to come, written by a caller, would keep reminders off until then.
CREATE FUNCTION verification_remind(p_low integer, p_high integer, p_notice integer) RETURNS SETOF bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF p_notice IS NULL OR p_notice NOT BETWEEN 0 AND 31 THEN
        RAISE EXCEPTION 'a list is reminded of a month before its day at most' USING ERRCODE = '22023';
    END IF;
    RETURN QUERY
    UPDATE verification_list AS l SET reminded_on = ledger_today()
    WHERE l.unit_no BETWEEN p_low AND p_high AND l.unit_no <@ officers_scope()
      AND (l.reminded_on IS NULL OR l.reminded_on < ledger_today())
      AND EXISTS (
          SELECT FROM verification_request AS r
          JOIN verification_case AS c ON c.person_id = r.person_id AND c.case_id = r.case_id
          WHERE r.list_id = l.list_id AND r.answer = '' AND r.due_on <= ledger_today() + p_notice
            AND r.unit_no <@ officers_scope()
            AND c.state = 'asked' AND c.body_no = r.body_no AND c.due_on = r.due_on
      )
    RETURNING l.list_id;
END
$$;
REVOKE ALL ON FUNCTION verification_remind(integer, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION verification_remind(integer, integer, integer) TO toandan_app;
