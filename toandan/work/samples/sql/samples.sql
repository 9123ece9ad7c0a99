-- The program's privileges on samples, and who sees and writes which. Core SQL, PostgreSQL 15 or newer.
-- Everything is only added to: a sample that could be drawn anew would be drawn until it pleases.
GRANT USAGE ON SEQUENCE samples_sample_sample_id_seq TO toandan_app;
GRANT SELECT, INSERT ON samples_sample TO toandan_app;
GRANT SELECT, INSERT ON samples_drawn TO toandan_app;
GRANT SELECT, INSERT ON samples_check TO toandan_app;

-- A sample is seen by the unit checked and by the police above it; it is drawn by who holds the word there.
ALTER TABLE samples_sample ENABLE ROW LEVEL SECURITY;
CREATE POLICY samples_sample_scope ON samples_sample TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY samples_sample_new ON samples_sample AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('samples.sample.draw')), false)
    AND officers_acts((SELECT officers_acting()), drawn_by));

-- Who is drawn stands on the roll of the unit, and is written down with the sample by who draws it. The unit checked does
-- not see whom the others will visit: who is drawn and what was found is for those who may check.
ALTER TABLE samples_drawn ENABLE ROW LEVEL SECURITY;
CREATE POLICY samples_drawn_scope ON samples_drawn TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_may('samples.check.record')), false));
CREATE POLICY samples_drawn_new ON samples_drawn AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (
    EXISTS (SELECT FROM people_person AS p
        WHERE p.person_id = samples_drawn.person_id AND p.unit_no = samples_drawn.unit_no)
    AND EXISTS (SELECT FROM samples_sample AS s WHERE s.sample_id = samples_drawn.sample_id
        AND s.unit_no = samples_drawn.unit_no AND officers_acts((SELECT officers_acting()), s.drawn_by))
);

-- A re-check is signed by whoever the scope was sealed for, and is about somebody who was drawn.
ALTER TABLE samples_check ENABLE ROW LEVEL SECURITY;
CREATE POLICY samples_check_scope ON samples_check TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY samples_check_own ON samples_check AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (
    coalesce(unit_no <@ (SELECT officers_may('samples.check.record')), false)
    AND officers_acts(checked_by_id, checked_by)
    AND EXISTS (SELECT FROM samples_drawn AS d WHERE d.person_id = samples_check.person_id
        AND d.sample_id = samples_check.sample_id AND d.unit_no = samples_check.unit_no AND d.arm = samples_check.arm)
);
