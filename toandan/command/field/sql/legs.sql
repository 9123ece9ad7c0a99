-- Legs entered by hand: read by whoever reads plans there or above, written in the own name, never changed.
GRANT USAGE ON SEQUENCE field_leg_leg_id_seq TO toandan_app;
GRANT SELECT, INSERT ON field_leg TO toandan_app;
ALTER TABLE field_leg ENABLE ROW LEVEL SECURITY;
-- What was entered higher up holds below, too, as parameters do; no row names anybody.
CREATE POLICY field_leg_read ON field_leg TO toandan_app USING (true);
CREATE POLICY field_leg_new ON field_leg AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('field.parameter.set')), false)
    AND officers_acts((SELECT officers_acting()), set_by));
