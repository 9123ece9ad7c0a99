-- Letters that wait are shown to the unit that has to act, and written by the house alone. PostgreSQL 15 or newer.
GRANT SELECT, INSERT, DELETE ON movements_held TO toandan_app;
GRANT UPDATE (unit_no, list_id, code, message, "values", people, tried_at) ON movements_held TO toandan_app;
ALTER TABLE movements_held ENABLE ROW LEVEL SECURITY;
CREATE POLICY movements_held_read ON movements_held FOR SELECT TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY movements_held_house ON movements_held TO toandan_app
USING ((SELECT officers_acting()) IS NULL AND 1 <@ (SELECT officers_scope()))
WITH CHECK ((SELECT officers_acting()) IS NULL AND 1 <@ (SELECT officers_scope()));
