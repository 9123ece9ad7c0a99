-- Who reads samples holds a word for them there, not merely a scope that reaches there: who reads, draws or checks them, who
-- reads or makes the scores they stand in, and who merges units. Core SQL, PostgreSQL 15 or newer.
CREATE POLICY samples_sample_word ON samples_sample AS RESTRICTIVE FOR SELECT TO toandan_app
USING (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_may('samples.sample.read')
    + officers_may('samples.sample.draw') + officers_may('samples.check.record') + officers_may('evaluation.sheet.read')
    + officers_may('evaluation.sheet.score') + officers_may('reorganisation.run.carry_out')), false));
CREATE POLICY samples_check_word ON samples_check AS RESTRICTIVE FOR SELECT TO toandan_app
USING (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_may('samples.sample.read')
    + officers_may('samples.sample.draw') + officers_may('samples.check.record') + officers_may('evaluation.sheet.read')
    + officers_may('evaluation.sheet.score') + officers_may('reorganisation.run.carry_out')), false));
