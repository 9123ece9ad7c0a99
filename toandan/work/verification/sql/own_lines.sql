-- A line of a list stands under a case and on a list that the writer sees, so that nobody lays a line about somebody
-- else's people before a body, or adds to a list of another unit. A pair to be reviewed is about people who stand there.
CREATE POLICY verification_request_own ON verification_request AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (
    EXISTS (
        SELECT FROM verification_case AS c
        WHERE c.person_id = verification_request.person_id AND c.case_id = verification_request.case_id
          AND c.unit_no = verification_request.unit_no
    )
    AND EXISTS (
        SELECT FROM verification_list AS l
        WHERE l.list_id = verification_request.list_id AND l.body_no = verification_request.body_no
    )
);
CREATE POLICY verification_review_new ON verification_review AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (EXISTS (
    SELECT FROM people_person AS person
    WHERE person.person_id = verification_review.person_id AND person.unit_no = verification_review.unit_no
));
