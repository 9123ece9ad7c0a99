-- What a body may write: its answer, through one door, and no other column of a case. Core SQL, PostgreSQL 15 or newer.

-- A body may lock a case it was asked about, and write nothing into it: the columns the police work with are theirs.
DROP POLICY verification_case_answer ON verification_case;
CREATE POLICY verification_case_own ON verification_case AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (true) WITH CHECK (coalesce(unit_no <@ (SELECT officers_scope()), false));

-- An answer is one of the three words; a line cannot be filled in and left open.
CREATE POLICY verification_request_word ON verification_request AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (true) WITH CHECK (answer IN ('confirmed', 'denied', 'unknown') AND answered_at IS NOT NULL);

-- Brings a case on that waits for the answer the caller's body has just written into a line of it; nothing else about
-- the case changes, and a case that was decided or put to somebody else meanwhile stays as it is.
CREATE FUNCTION verification_answered(p_person bigint, p_case bigint, p_list bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    UPDATE verification_case AS c SET state = 'answered'
    FROM verification_request AS r
    WHERE c.person_id = p_person AND c.case_id = p_case AND c.state = 'asked'
      AND verification_body(c.body_no, officers_scope())
      AND r.person_id = c.person_id AND r.case_id = c.case_id AND r.list_id = p_list
      AND r.body_no = c.body_no AND r.answer <> '';
    RETURN FOUND;
END
$$;
REVOKE ALL ON FUNCTION verification_answered(bigint, bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION verification_answered(bigint, bigint, bigint) TO toandan_app;
