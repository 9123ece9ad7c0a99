-- Questions that nobody waits for any more. Core SQL, PostgreSQL 15 or newer.

-- Releases the body from questions of a case that was decided without their answers: the day stands on the line. Whoever
-- works with the case does it, and only when it is decided.
CREATE FUNCTION verification_release(p_person bigint, p_case bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_lines bigint;
BEGIN
    UPDATE verification_request AS r SET released_on = ledger_today()
    FROM verification_case AS c
    WHERE r.person_id = p_person AND r.case_id = p_case AND r.answer = '' AND r.released_on IS NULL
      AND c.person_id = r.person_id AND c.case_id = r.case_id AND c.state = 'decided'
      AND c.unit_no <@ officers_scope();
    GET DIAGNOSTICS v_lines = ROW_COUNT;
    RETURN v_lines;
END
$$;
REVOKE ALL ON FUNCTION verification_release(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION verification_release(bigint, bigint) TO toandan_app;

-- A question the body was released from cannot be answered.
DROP POLICY verification_request_answer ON verification_request;
CREATE POLICY verification_request_answer ON verification_request AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (verification_body(body_no, (SELECT officers_scope())) AND answer = '' AND released_on IS NULL)
WITH CHECK (officers_acts((SELECT officers_acting()), answered_by));

-- Puts today on every list of the caller's units numbered `p_low` to `p_high` with a question that is neither answered nor
-- released and whose day is past or comes in `p_notice` days or fewer, unless today stands there; returns those.
-- What day it is nobody says but the database: a day to come, written by a caller, would keep reminders off until then.
CREATE OR REPLACE FUNCTION verification_remind(p_low integer, p_high integer, p_notice integer) RETURNS SETOF bigint
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
          WHERE r.list_id = l.list_id AND r.answer = '' AND r.released_on IS NULL
            AND r.due_on <= ledger_today() + p_notice AND r.unit_no <@ officers_scope()
      )
    RETURNING l.list_id;
END
$$;
