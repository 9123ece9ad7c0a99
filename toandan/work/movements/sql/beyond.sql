-- Lists from other systems, written by the house alone. Core SQL, PostgreSQL 15 or newer.
GRANT UPDATE (peer_id) ON movements_list TO toandan_app;

-- Nobody in our register has a number below zero, so such a line can only be one of a list that came; and whose scope
-- holds both the unit here and the one of another authority is the house.
CREATE POLICY movements_line_come ON movements_line FOR INSERT TO toandan_app
WITH CHECK (
    person_id < 0 AND state = 'draft'
    AND coalesce(sender_no <@ (SELECT officers_scope()), false)
    AND coalesce(receiver_no <@ (SELECT officers_scope()), false)
    AND EXISTS (SELECT FROM movements_list AS l WHERE l.list_id = movements_line.list_id AND l.their_id IS NOT NULL)
);
