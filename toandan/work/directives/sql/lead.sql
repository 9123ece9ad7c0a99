-- Directives follow their units when these merge. Core SQL, PostgreSQL 15 or newer.

-- Leads the papers of a unit that has ended to `p_main`, the one that goes on with them: those it drafted, issued and was
-- given, its tasks, its seats in committees. A paper keeps the number and sign it was issued under.
--
-- Two units on one paper that become one answer once: the line of the old one is closed, and its tasks and what it had
-- reported of them go over; so is the line of whoever would answer itself now. Returns how many papers were led. Whoever may
-- post the people of the old unit to the new one may do this; `p_actor` is who does.
CREATE FUNCTION directives_lead(p_old integer, p_main integer, p_actor text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_led bigint[];
BEGIN
    IF NOT coalesce(p_old <@ v_may AND p_main <@ v_may, false) THEN
        RAISE EXCEPTION 'directives are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT officers_acts(officers_acting(), p_actor) THEN
        RAISE EXCEPTION 'what is done is signed by who does it' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its directives' USING ERRCODE = '42501';
    END IF;
    SELECT array_agg(d.directive_id) INTO v_led FROM directives_directive AS d
    WHERE d.drafter_no = p_old OR d.issuer_no = p_old;
    UPDATE directives_directive AS d SET
        drafter_no = CASE drafter_no WHEN p_old THEN p_main ELSE drafter_no END,
        issuer_no = CASE issuer_no WHEN p_old THEN p_main ELSE issuer_no END,
        numbered_no = CASE WHEN numbered_no = p_old AND number IS NULL THEN p_main ELSE numbered_no END
    WHERE d.directive_id = ANY(v_led);
    UPDATE directives_addressee AS a SET drafter_no = d.drafter_no, issuer_no = d.issuer_no
    FROM directives_directive AS d WHERE d.directive_id = a.directive_id AND d.directive_id = ANY(v_led);
    -- What was not issued yet will be addressed to whoever is there then; an issued paper says what it said.
    UPDATE directives_directive AS d SET addressed = (
        SELECT jsonb_agg(t.one ORDER BY t.place) FROM (
            SELECT CASE WHEN e = jsonb_build_array(p_old, false) THEN jsonb_build_array(p_main, false) ELSE e END AS one,
                   min(n) AS place
            FROM jsonb_array_elements(d.addressed) WITH ORDINALITY AS x (e, n) GROUP BY 1
        ) AS t
    )
    WHERE d.state IN ('drafted', 'proposed') AND d.addressed @> jsonb_build_array(jsonb_build_array(p_old, false));
    v_led := coalesce(v_led, '{}') || directives_lead_lines(p_old, p_main, p_actor);
    UPDATE directives_addressee SET state = 'closed', due_on = NULL
    WHERE at_no = p_main AND issuer_no = p_main AND state IN ('issued', 'acknowledged', 'reported');
    UPDATE directives_member SET at_no = p_main WHERE at_no = p_old AND until IS NULL;
    RETURN (SELECT count(DISTINCT n) FROM unnest(v_led) AS n);
END
$$;

-- Leads the lines of the papers a unit was given; returns the papers.
CREATE FUNCTION directives_lead_lines(p_old integer, p_main integer, p_actor text) RETURNS bigint[]
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_line directives_addressee;
    v_main bigint;
    v_led bigint[] := '{}';
BEGIN
    FOR v_line IN
        SELECT a.* FROM directives_addressee AS a WHERE a.at_no = p_old ORDER BY a.addressee_id FOR UPDATE
    LOOP
        SELECT a.addressee_id INTO v_main FROM directives_addressee AS a
        WHERE a.directive_id = v_line.directive_id AND a.at_no = p_main FOR UPDATE;
        CONTINUE WHEN v_main IS NOT NULL AND v_line.state IN ('closed', 'withdrawn');
        v_led := v_led || v_line.directive_id;
        UPDATE directives_task SET at_no = p_main WHERE directive_id = v_line.directive_id AND at_no = p_old;
        IF v_main IS NOT NULL THEN
            PERFORM directives_fold(v_line, v_main);
        ELSE
            UPDATE directives_addressee SET at_no = p_main WHERE addressee_id = v_line.addressee_id;
        END IF;
        IF v_line.state IN ('issued', 'acknowledged', 'reported') THEN
            INSERT INTO directives_event (
                client_key, directive_id, addressee_id, verb, recorded_at, actor, actor_id, reason
            ) VALUES (
                gen_random_uuid(), v_line.directive_id, coalesce(v_main, v_line.addressee_id), 'led', now(), p_actor,
                officers_acting(), ''
            );
        END IF;
    END LOOP;
    RETURN v_led;
END
$$;

-- Lets one unit answer where two were asked: the tasks that were for the old one alone have gone over already, what was
-- reported of them goes over here, and what the new one is to report by when is worked out again.
CREATE FUNCTION directives_fold(p_line directives_addressee, p_main bigint) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_next date;
BEGIN
    IF p_line.state = 'drafted' THEN
        DELETE FROM directives_addressee WHERE addressee_id = p_line.addressee_id;
        RETURN;
    END IF;
    UPDATE directives_answer AS a SET addressee_id = p_main
    FROM directives_task AS t
    WHERE t.task_id = a.task_id AND t.at_no IS NOT NULL AND a.addressee_id = p_line.addressee_id;
    UPDATE directives_addressee SET state = 'closed', due_on = NULL WHERE addressee_id = p_line.addressee_id;
    SELECT min(t.due_on) INTO v_next FROM directives_task AS t
    JOIN directives_addressee AS m ON m.addressee_id = p_main AND coalesce(t.at_no, m.at_no) = m.at_no
    WHERE t.directive_id = p_line.directive_id AND NOT EXISTS (
        SELECT FROM directives_answer AS a
        WHERE a.task_id = t.task_id AND a.addressee_id = p_main AND a.returned_at IS NULL
    );
    UPDATE directives_addressee
    SET due_on = v_next, state = CASE WHEN state = 'reported' AND v_next IS NOT NULL THEN 'acknowledged' ELSE state END
    WHERE addressee_id = p_main AND state IN ('issued', 'acknowledged', 'reported');
END
$$;

-- The guards ask who writes through the program; what the owner's own functions do has been asked for there.
CREATE FUNCTION directives_within(p_table regclass) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
RETURN current_user = (SELECT pg_get_userbyid(c.relowner) FROM pg_class AS c WHERE c.oid = p_table);

-- What is drafted is the drafter's; a number follows the last one of whoever draws it, the year and the sign, and the first
-- may be the next one of a register kept elsewhere.
CREATE OR REPLACE FUNCTION directives_guard_number() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_last integer;
BEGIN
    IF OLD.state = 'drafted' AND NOT directives_side(OLD.drafter_no, OLD.drafter_body, officers_scope()) THEN
        RAISE EXCEPTION 'a draft is its drafter''s' USING ERRCODE = '42501';
    END IF;
    IF OLD.was_proposed AND NOT NEW.was_proposed THEN
        RAISE EXCEPTION 'what was proposed stays known to its issuer' USING ERRCODE = '42501';
    END IF;
    IF NEW.state = 'issued' AND OLD.state <> 'issued' THEN
        SELECT max(d.number) INTO v_last FROM directives_directive AS d
        WHERE (d.numbered_no, d.year, d.sign) = (NEW.numbered_no, NEW.year, NEW.sign);
        IF NEW.number IS DISTINCT FROM coalesce(v_last + 1, greatest(NEW.number, 1))
            OR NEW.number > 99999 AND v_last IS NULL
            OR NEW.year IS DISTINCT FROM extract(year FROM NEW.issued_on) THEN
            RAISE EXCEPTION 'a number follows the last one of its year' USING ERRCODE = '42501';
        END IF;
    END IF;
    RETURN NEW;
END
$$;

-- A paper is numbered by whoever is to issue it.
CREATE POLICY directives_directive_numbered ON directives_directive AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (numbered_no = issuer_no);

DROP TRIGGER directives_guard ON directives_directive;
CREATE TRIGGER directives_guard BEFORE UPDATE ON directives_directive
FOR EACH ROW WHEN (NOT directives_within('directives_directive'::regclass)) EXECUTE FUNCTION directives_guard();
DROP TRIGGER directives_guard_addressee ON directives_addressee;
CREATE TRIGGER directives_guard_addressee BEFORE UPDATE ON directives_addressee
FOR EACH ROW WHEN (NOT directives_within('directives_addressee'::regclass)) EXECUTE FUNCTION directives_guard_addressee();
DROP TRIGGER directives_guard_number ON directives_directive;
CREATE TRIGGER directives_guard_number BEFORE UPDATE ON directives_directive
FOR EACH ROW WHEN (NOT directives_within('directives_directive'::regclass)) EXECUTE FUNCTION directives_guard_number();
DROP TRIGGER directives_guard_standing ON directives_addressee;
CREATE TRIGGER directives_guard_standing BEFORE UPDATE ON directives_addressee
FOR EACH ROW WHEN (NOT directives_within('directives_addressee'::regclass)) EXECUTE FUNCTION directives_guard_standing();

REVOKE ALL ON FUNCTION directives_lead(integer, integer, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION directives_fold(directives_addressee, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directives_lead(integer, integer, text) TO toandan_app;
REVOKE ALL ON FUNCTION directives_lead_lines(integer, integer, text) FROM PUBLIC;
