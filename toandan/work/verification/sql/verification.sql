-- The program's privileges on cases, and who sees which. Core SQL, PostgreSQL 15 or newer.
CREATE SEQUENCE verification_case_id_seq AS bigint OWNED BY verification_case.case_id;
CREATE SEQUENCE verification_event_id_seq AS bigint OWNED BY verification_event.event_id;
CREATE SEQUENCE verification_review_id_seq AS bigint OWNED BY verification_review.review_id;
CREATE SEQUENCE verification_opinion_id_seq AS bigint OWNED BY verification_opinion.opinion_id;
GRANT USAGE ON SEQUENCE verification_case_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE verification_event_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE verification_review_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE verification_opinion_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE verification_list_list_id_seq TO toandan_app;

GRANT SELECT, INSERT ON verification_case TO toandan_app;
GRANT UPDATE (state, body_no, due_on, outcome, entry_id, suspended, obstacle_before) ON verification_case TO toandan_app;
GRANT SELECT, INSERT ON verification_event TO toandan_app;
GRANT SELECT, INSERT ON verification_list TO toandan_app;
GRANT SELECT, INSERT ON verification_request TO toandan_app;
GRANT UPDATE (answer, answer_text, evidence, found_day, answered_at, answered_by) ON verification_request TO toandan_app;
GRANT SELECT, INSERT ON verification_review TO toandan_app;
GRANT UPDATE (state, verdict) ON verification_review TO toandan_app;
GRANT SELECT, INSERT ON verification_opinion TO toandan_app;

-- What belongs to a person follows the person from unit to unit.
INSERT INTO ledger_follower (table_name) VALUES
    ('verification_case'), ('verification_event'), ('verification_request'), ('verification_review'),
    ('verification_opinion');

-- Whether the caller works for this very body. A scope that reaches beyond the body's own number is that of a unit of
-- the police around it, which may not look into questions that other units put to the body.
CREATE FUNCTION verification_body(p_body integer, p_scope int4multirange) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(p_body <@ p_scope AND NOT (p_body + 1) <@ p_scope, false);
REVOKE ALL ON FUNCTION verification_body(integer, int4multirange) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION verification_body(integer, int4multirange) TO toandan_app;

ALTER TABLE verification_case ENABLE ROW LEVEL SECURITY;
CREATE POLICY verification_case_scope ON verification_case TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false)
    OR verification_body(body_no, (SELECT officers_scope())));
-- A body can answer, and nothing else.
CREATE POLICY verification_case_answer ON verification_case AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (true) WITH CHECK (coalesce(unit_no <@ (SELECT officers_scope()), false) OR state = 'answered');
CREATE POLICY verification_case_new ON verification_case AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_scope()), false) AND EXISTS (
    SELECT FROM people_person AS person
    WHERE person.person_id = verification_case.person_id AND person.unit_no = verification_case.unit_no
));

ALTER TABLE verification_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY verification_event_scope ON verification_event TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false)
    OR verification_body(body_no, (SELECT officers_scope())));
-- A line is signed by whoever the scope was sealed for, and stands under a case they see; a body's line is an answer.
CREATE POLICY verification_event_own ON verification_event AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (
    officers_acts(actor_id, actor)
    AND (coalesce(unit_no <@ (SELECT officers_scope()), false) OR verb = 'answered')
    AND EXISTS (
        SELECT FROM verification_case AS c
        WHERE c.person_id = verification_event.person_id AND c.case_id = verification_event.case_id
          AND c.unit_no = verification_event.unit_no
    )
);

ALTER TABLE verification_list ENABLE ROW LEVEL SECURITY;
CREATE POLICY verification_list_scope ON verification_list TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false)
    OR verification_body(body_no, (SELECT officers_scope())));
CREATE POLICY verification_list_own ON verification_list AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_scope()), false)
    AND officers_acts((SELECT officers_acting()), created_by));

-- The fields of identity a body is shown go out of its sight when the question has expired.
ALTER TABLE verification_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY verification_request_scope ON verification_request TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false)
    OR (verification_body(body_no, (SELECT officers_scope())) AND expires_on >= ledger_today()));
CREATE POLICY verification_request_new ON verification_request AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_scope()), false) AND answer = '');
-- What a body answered is the body's word; the police that asked cannot write it.
CREATE POLICY verification_request_answer ON verification_request AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (verification_body(body_no, (SELECT officers_scope())) AND answer = '')
WITH CHECK (officers_acts((SELECT officers_acting()), answered_by));

CREATE POLICY verification_opinion_own ON verification_opinion AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(actor_id, actor) AND EXISTS (
    SELECT FROM verification_review AS r
    WHERE r.person_id = verification_opinion.person_id AND r.review_id = verification_opinion.review_id
      AND r.unit_no = verification_opinion.unit_no
));
