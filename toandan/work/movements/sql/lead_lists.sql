-- Notification lists follow their units when these merge. Core SQL, PostgreSQL 15 or newer.

-- Leads the lists of a unit that has ended, out and in, to the units of `p_new` that took its place; `p_main` is the one
-- that carries it on, NULL where none does, as for a district. People still waited for go with their sender to where they
-- stand by now, and to the receiver that answers for the place they are said to live at: a list that falls apart goes on
-- as several, each with the words, the date and the deadline of the one it was. A list of another system, or to one, is
-- known there by its number and goes on whole.
--
-- Returns every list that was led or changed, with the people on it who are taken off it: sender and receiver are one unit
-- now, or nobody carries the receiver on and no place tells who should. Whoever may post the people of the old unit to the new ones may do this.
CREATE FUNCTION movements_lead_lists(p_old integer, p_new integer[], p_main integer)
RETURNS TABLE (o_list bigint, o_home bigint[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_head movements_list;
    v_group record;
    v_kept boolean;
    v_changed boolean;
BEGIN
    IF NOT coalesce(p_old <@ v_may, false) OR EXISTS (
        SELECT FROM unnest(p_new || p_main) AS n WHERE n IS NOT NULL AND NOT n <@ v_may
    ) THEN
        RAISE EXCEPTION 'lists are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its lists' USING ERRCODE = '42501';
    END IF;
    PERFORM movements_lead_lines(p_old, p_new, p_main);
    UPDATE movements_held AS h SET unit_no = p_main WHERE h.unit_no = p_old AND p_main IS NOT NULL;
    FOR v_head IN
        SELECT h.* FROM movements_list AS h
        WHERE h.their_id IS NULL AND h.sender_no = p_old
           OR (h.peer_id IS NULL OR h.their_id IS NOT NULL) AND h.receiver_no = p_old
        ORDER BY h.list_id FOR UPDATE
    LOOP
        o_list := v_head.list_id;
        o_home := '{}';
        v_kept := false;
        v_changed := false;
        FOR v_group IN SELECT * FROM movements_apart(v_head, p_old, p_new, p_main) LOOP
            -- A list from elsewhere stays: whoever merges units here may not post the people of another area.
            IF v_group.o_sender = v_group.o_receiver
               OR v_group.o_receiver = p_old AND cardinality(p_new) > 0 AND v_group.o_sender <@ v_may THEN
                o_home := o_home || v_group.o_persons;
            ELSIF v_kept THEN
                PERFORM movements_part(v_head.list_id, v_group.o_sender, v_group.o_receiver, v_group.o_persons);
                v_changed := true;
            ELSE
                v_kept := true;
                IF (v_group.o_sender, v_group.o_receiver) <> (v_head.sender_no, v_head.receiver_no) THEN
                    PERFORM movements_lead_head(v_head.list_id, v_group.o_sender, v_group.o_receiver);
                    v_changed := true;
                END IF;
            END IF;
        END LOOP;
        IF v_changed OR cardinality(o_home) > 0 THEN
            RETURN NEXT;
        END IF;
    END LOOP;
END
$$;

-- Lets the lines of people still waited for say where these stand and whom they are for by now. A line of somebody who
-- had left the old unit before stays as it is: it was of no use already.
CREATE FUNCTION movements_lead_lines(p_old integer, p_new integer[], p_main integer) RETURNS void
LANGUAGE sql VOLATILE
BEGIN ATOMIC
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

-- The parts a list falls into: sender, receiver and people of each, the part that keeps the list first. One whose people
-- are all answered for, and one another system knows, is a single part.
CREATE FUNCTION movements_apart(p_head movements_list, p_old integer, p_new integer[], p_main integer)
RETURNS TABLE (o_sender integer, o_receiver integer, o_persons bigint[])
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_out CONSTANT boolean := p_head.sender_no = p_old AND p_head.their_id IS NULL;
    v_in CONSTANT boolean := p_head.receiver_no = p_old AND (p_head.peer_id IS NULL OR p_head.their_id IS NOT NULL);
    v_sender integer;
    v_receiver integer;
BEGIN
    -- Whoever no new unit answers for goes with the most of the others.
    SELECT mode() WITHIN GROUP (ORDER BY l.from_no) FILTER (WHERE l.from_no = ANY(p_new)),
           mode() WITHIN GROUP (ORDER BY l.target_no) FILTER (WHERE l.target_no = ANY(p_new))
    INTO v_sender, v_receiver FROM movements_line AS l
    WHERE l.list_id = p_head.list_id AND l.state IN ('draft', 'pending');
    v_sender := CASE WHEN v_out THEN coalesce(v_sender, p_main, p_old) ELSE p_head.sender_no END;
    v_receiver := CASE WHEN v_in THEN coalesce(v_receiver, p_main, p_old) ELSE p_head.receiver_no END;
    RETURN QUERY
        SELECT g.sender_no, g.receiver_no, array_agg(g.person_id ORDER BY g.person_id) FROM (
            SELECT l.person_id,
                   CASE WHEN v_out AND p_head.peer_id IS NULL AND l.from_no = ANY(p_new)
                        THEN l.from_no ELSE v_sender END AS sender_no,
                   CASE WHEN v_in AND p_head.peer_id IS NULL AND l.target_no = ANY(p_new)
                        THEN l.target_no ELSE v_receiver END AS receiver_no
            FROM movements_line AS l WHERE l.list_id = p_head.list_id AND l.state IN ('draft', 'pending')
        ) AS g
        GROUP BY g.sender_no, g.receiver_no ORDER BY count(*) DESC, g.sender_no, g.receiver_no;
    IF NOT FOUND AND v_sender <> v_receiver THEN
        RETURN QUERY SELECT v_sender, v_receiver, '{}'::bigint[];
    END IF;
END
$$;

-- Writes another sender and receiver on a list and on everybody on it.
CREATE FUNCTION movements_lead_head(p_list bigint, p_sender integer, p_receiver integer) RETURNS void
LANGUAGE sql VOLATILE
BEGIN ATOMIC
    UPDATE movements_list SET sender_no = p_sender, receiver_no = p_receiver WHERE list_id = p_list;
    UPDATE movements_line SET sender_no = p_sender, receiver_no = p_receiver WHERE list_id = p_list;
    UPDATE movements_line SET target_no = p_receiver
    FROM units_unit AS u
    WHERE list_id = p_list AND state IN ('draft', 'pending') AND u.number = target_no AND u.until IS NOT NULL
      AND EXISTS (SELECT FROM units_unit AS r WHERE r.number = p_receiver AND r.level = 3);
END;

-- Takes people off a list into one of their own, which goes on under a number of its own.
CREATE FUNCTION movements_part(p_list bigint, p_sender integer, p_receiver integer, p_persons bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_list bigint;
BEGIN
    INSERT INTO movements_list (
        client_key, sender_no, receiver_no, state, reason, lines, accepted, returned, withdrawn, unsettled, due_on,
        drawn_at, drawn_by, sent_at, sent_by
    )
    SELECT gen_random_uuid(), p_sender, p_receiver, h.state, h.reason, cardinality(p_persons), 0, 0, 0, 0, h.due_on,
           h.drawn_at, h.drawn_by, h.sent_at, h.sent_by
    FROM movements_list AS h WHERE h.list_id = p_list
    RETURNING list_id INTO v_list;
    UPDATE movements_list AS h SET lines = h.lines - cardinality(p_persons) WHERE h.list_id = p_list;
    UPDATE movements_line AS l SET list_id = v_list WHERE l.list_id = p_list AND l.person_id = ANY(p_persons);
    PERFORM movements_lead_head(v_list, p_sender, p_receiver);
END
$$;

REVOKE ALL ON FUNCTION movements_lead_lists(integer, integer[], integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION movements_lead_lines(integer, integer[], integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION movements_apart(movements_list, integer, integer[], integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION movements_lead_head(bigint, integer, integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION movements_part(bigint, integer, integer, bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION movements_lead_lists(integer, integer[], integer) TO toandan_app;
