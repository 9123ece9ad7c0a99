-- Privileges, policies and the one door of notification lists. Core SQL, PostgreSQL 15 or newer.
GRANT SELECT, INSERT ON movements_list TO toandan_app;
GRANT UPDATE (state, reason, lines, accepted, returned, withdrawn, unsettled, due_on, sent_at, sent_by, closed_at)
    ON movements_list TO toandan_app;
GRANT USAGE ON SEQUENCE movements_list_list_id_seq TO toandan_app;
GRANT SELECT, INSERT, DELETE ON movements_line TO toandan_app;
GRANT UPDATE (state, target_no, before, reason, note, entry_id, answered_at, answered_by, settled)
    ON movements_line TO toandan_app;
GRANT SELECT, INSERT ON movements_deed TO toandan_app;

-- A list belongs to two units, and a draft to its sender alone. Rows are written under the sender's scope; what
-- a receiver may change are the columns of an answer.
ALTER TABLE movements_list ENABLE ROW LEVEL SECURITY;
CREATE POLICY movements_list_read ON movements_list FOR SELECT TO toandan_app
USING (
    coalesce(sender_no <@ (SELECT officers_scope()), false)
    OR state <> 'draft' AND sent_at IS NOT NULL AND coalesce(receiver_no <@ (SELECT officers_scope()), false)
);
CREATE POLICY movements_list_draw ON movements_list FOR INSERT TO toandan_app
WITH CHECK (coalesce(sender_no <@ (SELECT officers_scope()), false) AND state = 'draft');
CREATE POLICY movements_list_change ON movements_list FOR UPDATE TO toandan_app
USING (
    coalesce(sender_no <@ (SELECT officers_scope()), false)
    OR state <> 'draft' AND sent_at IS NOT NULL AND coalesce(receiver_no <@ (SELECT officers_scope()), false)
)
WITH CHECK (
    coalesce(sender_no <@ (SELECT officers_scope()), false)
    OR state IN ('sent', 'accepted', 'partly_accepted', 'returned')
    AND coalesce(receiver_no <@ (SELECT officers_scope()), false)
);

-- Whoever is withdrawn is the receiver's business no longer.
ALTER TABLE movements_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY movements_line_read ON movements_line FOR SELECT TO toandan_app
USING (
    coalesce(sender_no <@ (SELECT officers_scope()), false)
    OR state IN ('pending', 'accepted', 'returned') AND coalesce(receiver_no <@ (SELECT officers_scope()), false)
);
CREATE POLICY movements_line_draw ON movements_line FOR INSERT TO toandan_app
WITH CHECK (coalesce(sender_no <@ (SELECT officers_scope()), false) AND state = 'draft' AND EXISTS (
    SELECT FROM ledger_standing AS s WHERE s.person_id = movements_line.person_id AND s.unit_no = movements_line.from_no
));
CREATE POLICY movements_line_change ON movements_line FOR UPDATE TO toandan_app
USING (
    coalesce(sender_no <@ (SELECT officers_scope()), false)
    OR state = 'pending' AND coalesce(receiver_no <@ (SELECT officers_scope()), false)
)
WITH CHECK (
    coalesce(sender_no <@ (SELECT officers_scope()), false)
    OR state IN ('accepted', 'returned') AND coalesce(receiver_no <@ (SELECT officers_scope()), false)
);
CREATE POLICY movements_line_strike ON movements_line FOR DELETE TO toandan_app
USING (state = 'draft' AND coalesce(sender_no <@ (SELECT officers_scope()), false));

-- Where the people waiting on a list stand, told to its receiver, who cannot see the sender's people: only their state,
-- and only while they still stand where the list says.
CREATE FUNCTION movements_waiting(p_list bigint)
RETURNS TABLE (o_person bigint, o_state integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.person_id, s.state FROM movements_line AS l
    JOIN ledger_standing AS s ON s.person_id = l.person_id AND s.unit_no = l.from_no
    WHERE l.list_id = p_list AND l.state = 'pending'
      AND (l.receiver_no <@ officers_scope() OR l.sender_no <@ officers_scope())
$$;
REVOKE ALL ON FUNCTION movements_waiting(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION movements_waiting(bigint) TO toandan_app;
