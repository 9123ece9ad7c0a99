-- What smuggled SQL could still do to directives, refused. Core SQL, PostgreSQL 15 or newer.

-- The house itself, and no client of another system: a client has no officer either, and may reach as far.
CREATE OR REPLACE FUNCTION directives_house() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT officers_acting() IS NULL AND 1 <@ officers_scope() AND NOT EXISTS (
        SELECT FROM officers_client AS c WHERE officers_acts(NULL, 'client:' || c.name)
    )
$$;

-- Whoever issues gives tasks within its own territory, and only a committee gives them to bodies; `rules.may_address`.
CREATE POLICY directives_addressee_near ON directives_addressee AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (at_no <> issuer_no AND (issuer_body OR NOT at_body) AND EXISTS (
    SELECT FROM units_unit AS u
    WHERE u.number = coalesce((SELECT b.territory FROM units_body AS b WHERE b.number = issuer_no), issuer_no)
      AND at_no BETWEEN u.number AND u.last
));

-- A line of the timeline is written by the side whose deed it tells.
CREATE POLICY directives_event_side ON directives_event AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (CASE WHEN verb IN ('acknowledged', 'answered') THEN EXISTS (
        SELECT FROM directives_addressee AS a WHERE a.addressee_id = directives_event.addressee_id
          AND a.directive_id = directives_event.directive_id
          AND directives_side(a.at_no, a.at_body, (SELECT officers_scope())))
    WHEN verb = 'attached' THEN true
    ELSE EXISTS (
        SELECT FROM directives_directive AS d WHERE d.directive_id = directives_event.directive_id AND (
            (verb IN ('sent_back', 'issued', 'returned', 'closed', 'withdrawn', 'reminded', 'escalated')
                AND directives_side(d.issuer_no, d.issuer_body, (SELECT officers_scope())))
            OR (verb IN ('drawn_up', 'changed', 'proposed', 'withdrawn')
                AND directives_side(d.drafter_no, d.drafter_body, (SELECT officers_scope())))
            OR (verb IN ('reminded', 'escalated') AND (SELECT directives_house()))))
END);

-- What is drafted is the drafter's; a number follows the last one of the issuer, the year and the sign.
CREATE FUNCTION directives_guard_number() RETURNS trigger
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
        WHERE (d.issuer_no, d.year, d.sign) = (NEW.issuer_no, NEW.year, NEW.sign);
        IF NEW.number IS DISTINCT FROM coalesce(v_last, 0) + 1
            OR NEW.year IS DISTINCT FROM extract(year FROM NEW.issued_on) THEN
            RAISE EXCEPTION 'a number follows the last one of its year' USING ERRCODE = '42501';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER directives_guard_number BEFORE UPDATE ON directives_directive
FOR EACH ROW EXECUTE FUNCTION directives_guard_number();

-- What stands beside an addressee's state: who did it is written with the step, the next day follows from the tasks that
-- are left, and reminders are the issuer's and the house's.
CREATE FUNCTION directives_guard_standing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_way text := OLD.state || '>' || NEW.state;
    v_issuer boolean := directives_side(NEW.issuer_no, NEW.issuer_body, officers_scope());
    v_next date;
BEGIN
    IF v_way <> 'issued>acknowledged' AND (NEW.acknowledged_at, NEW.acknowledged_by)
            IS DISTINCT FROM (OLD.acknowledged_at, OLD.acknowledged_by)
        OR v_way NOT IN ('acknowledged>reported', 'reported>acknowledged') AND (NEW.reported_at, NEW.reported_by)
            IS DISTINCT FROM (OLD.reported_at, OLD.reported_by) THEN
        RAISE EXCEPTION 'who acknowledged and who reported is not rewritten' USING ERRCODE = '42501';
    END IF;
    IF (NEW.reminded_on, NEW.escalated_on) IS DISTINCT FROM (OLD.reminded_on, OLD.escalated_on)
        AND NOT (v_issuer OR directives_house()) THEN
        RAISE EXCEPTION 'an addressee is reminded by its issuer' USING ERRCODE = '42501';
    END IF;
    IF v_way <> 'acknowledged>reported' AND NEW.due_on IS NOT DISTINCT FROM OLD.due_on THEN
        RETURN NEW;
    END IF;
    SELECT min(t.due_on) INTO v_next FROM directives_task AS t
    WHERE t.directive_id = NEW.directive_id AND coalesce(t.at_no, NEW.at_no) = NEW.at_no AND NOT EXISTS (
        SELECT FROM directives_answer AS a
        WHERE a.task_id = t.task_id AND a.addressee_id = NEW.addressee_id AND a.returned_at IS NULL
    );
    IF v_way = 'acknowledged>reported' AND v_next IS NOT NULL THEN
        RAISE EXCEPTION 'there are tasks left to report' USING ERRCODE = '42501';
    END IF;
    IF NEW.due_on IS DISTINCT FROM v_next AND NOT v_issuer THEN
        RAISE EXCEPTION 'an addressee does not put off its day' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER directives_guard_standing BEFORE UPDATE ON directives_addressee
FOR EACH ROW EXECUTE FUNCTION directives_guard_standing();
