-- The day a list was last reminded of is written by the side that asked; the body sees it and cannot change it.
GRANT UPDATE (reminded_on) ON verification_list TO toandan_app;
CREATE POLICY verification_list_remind ON verification_list AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
