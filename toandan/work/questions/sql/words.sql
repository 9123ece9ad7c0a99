-- Who acts on a question holds the word to answer where it is, or where it was before it was forwarded, not merely a scope
-- that reaches there. Core SQL, PostgreSQL 15 or newer.
CREATE POLICY questions_question_word ON questions_question AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (true) WITH CHECK (coalesce(at_no <@ (SELECT officers_may('questions.question.answer')), false)
    OR coalesce(from_no <@ (SELECT officers_may('questions.question.answer')), false));
CREATE POLICY questions_event_word ON questions_event AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (EXISTS (SELECT FROM questions_question AS q WHERE q.question_id = questions_event.question_id
    AND coalesce(q.at_no <@ (SELECT officers_may('questions.question.answer')), false)));
