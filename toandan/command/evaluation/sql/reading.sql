-- Who reads scores holds a word for them there, not merely a scope that reaches there: who reads, scores or appeals, and
-- who merges units, since their sheets go along. Core SQL, PostgreSQL 15 or newer.
CREATE POLICY evaluation_sheet_word ON evaluation_sheet AS RESTRICTIVE FOR SELECT TO toandan_app
USING (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_may('evaluation.sheet.read')
    + officers_may('evaluation.sheet.score') + officers_may('evaluation.sheet.appeal')
    + officers_may('reorganisation.run.carry_out')), false));
CREATE POLICY evaluation_appeal_word ON evaluation_appeal AS RESTRICTIVE FOR SELECT TO toandan_app
USING (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_may('evaluation.sheet.read')
    + officers_may('evaluation.sheet.score') + officers_may('evaluation.sheet.appeal')
    + officers_may('reorganisation.run.carry_out')), false));
CREATE POLICY evaluation_commendation_word ON evaluation_commendation AS RESTRICTIVE FOR SELECT TO toandan_app
USING (coalesce(coalesce(kept_no, unit_no) <@ (SELECT officers_may('evaluation.sheet.read')
    + officers_may('evaluation.sheet.score') + officers_may('reorganisation.run.carry_out')), false));
