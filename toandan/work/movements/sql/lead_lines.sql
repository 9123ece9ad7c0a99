-- Whose lists are led is led after the lists themselves are held. Core SQL, PostgreSQL 15 or newer.

-- Whoever answers holds a list first and its people then. A merger that took the people first waited for somebody who
-- waited for it, and the database ended one of the two; lists are held in the order of their numbers, like everywhere.
CREATE OR REPLACE FUNCTION movements_lead_lines(p_old integer, p_new integer[], p_main integer) RETURNS void
LANGUAGE sql VOLATILE
BEGIN ATOMIC
    SELECT h.list_id FROM movements_list AS h
    WHERE h.sender_no = p_old OR h.receiver_no = p_old OR h.list_id IN (
        SELECT l.list_id FROM movements_line AS l
        WHERE (l.from_no = p_old OR l.target_no = p_old) AND l.state IN ('draft', 'pending')
    )
    ORDER BY h.list_id FOR UPDATE;
    UPDATE movements_line AS l SET from_no = s.unit_no
    FROM ledger_standing AS s
    WHERE l.from_no = p_old AND l.state IN ('draft', 'pending') AND s.person_id = l.person_id AND s.unit_no = ANY(p_new)
      AND EXISTS (
          SELECT FROM ledger_posting AS p
          WHERE p.person_id = l.person_id AND p.unit_from = p_old AND p.unit_to = s.unit_no
      )
      AND NOT EXISTS (
          SELECT FROM movements_line AS o
          WHERE o.person_id = l.person_id AND o.from_no = s.unit_no AND o.state = 'pending' AND o.list_id <> l.list_id
      );
    UPDATE movements_line AS l SET target_no = p_main
    WHERE l.target_no = p_old AND l.state IN ('draft', 'pending') AND p_main IS NOT NULL;
END;
