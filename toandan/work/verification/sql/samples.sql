-- Blind samples of linkage, and what labellers say of their pairs. Core SQL, PostgreSQL 15 or newer.
CREATE SEQUENCE verification_sample_id_seq AS bigint;
CREATE SEQUENCE verification_pair_id_seq AS bigint OWNED BY verification_sample_pair.pair_id;
CREATE SEQUENCE verification_label_id_seq AS bigint OWNED BY verification_sample_label.label_id;
GRANT USAGE ON SEQUENCE verification_sample_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE verification_pair_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE verification_label_id_seq TO toandan_app;
GRANT SELECT, INSERT ON verification_sample_pair TO toandan_app;
GRANT SELECT, INSERT ON verification_sample_label TO toandan_app;

INSERT INTO ledger_follower (table_name) VALUES ('verification_sample_pair'), ('verification_sample_label');

-- A pair is about somebody who stands there, and a label is signed by whoever gives it, under a pair they see.
CREATE POLICY verification_sample_pair_new ON verification_sample_pair AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts((SELECT officers_acting()), drawn_by) AND EXISTS (
    SELECT FROM people_person AS person
    WHERE person.person_id = verification_sample_pair.person_id AND person.unit_no = verification_sample_pair.unit_no
));
CREATE POLICY verification_sample_label_own ON verification_sample_label AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(actor_id, actor) AND EXISTS (
    SELECT FROM verification_sample_pair AS p
    WHERE p.person_id = verification_sample_label.person_id AND p.pair_id = verification_sample_label.pair_id
      AND p.unit_no = verification_sample_label.unit_no
));
