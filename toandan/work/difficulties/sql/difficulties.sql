-- The program's privileges on difficulties, who sees which, and what may happen to them. Core SQL, PostgreSQL 15 or newer.
GRANT USAGE ON SEQUENCE difficulties_difficulty_difficulty_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE difficulties_event_event_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE difficulties_attachment_attachment_id_seq TO toandan_app;
GRANT SELECT, INSERT ON difficulties_difficulty TO toandan_app;
GRANT UPDATE (state, desk_no, at_no, at_body, due_on, answer, answer_search, answered_at, answered_by, in_time, settled_at,
    escalations, guidance) ON difficulties_difficulty TO toandan_app;
GRANT SELECT, INSERT ON difficulties_named TO toandan_app;
GRANT SELECT, INSERT ON difficulties_event TO toandan_app;
GRANT SELECT, INSERT ON difficulties_attachment TO toandan_app;

-- A difficulty is seen by whoever raised it and the police above, by the level it was taken to, and by whom it was put to.
ALTER TABLE difficulties_difficulty ENABLE ROW LEVEL SECURITY;
CREATE POLICY difficulties_difficulty_scope ON difficulties_difficulty TO toandan_app
USING (directives_side(unit_no, unit_body, (SELECT officers_scope()))
    OR coalesce(desk_no <@ (SELECT officers_scope()), false)
    OR directives_side(at_no, at_body, (SELECT officers_scope())));
CREATE POLICY difficulties_difficulty_new ON difficulties_difficulty AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (directives_side(unit_no, unit_body, (SELECT officers_scope()))
    AND state = 'raised' AND at_no = desk_no AND NOT at_body AND answer = '' AND escalations = 0
    AND answered_at IS NULL AND settled_at IS NULL AND guidance IS NULL
    AND officers_acts((SELECT officers_acting()), raised_by)
    AND unit_body = EXISTS (SELECT FROM units_body AS b WHERE b.number = unit_no)
    AND EXISTS (
        SELECT FROM units_unit AS u WHERE u.number = desk_no
          AND coalesce((SELECT b.territory FROM units_body AS b WHERE b.number = unit_no), unit_no)
            BETWEEN u.number AND u.last
    ));

-- The people it names stand on the roll of the unit that raised it; a body, or a unit beside it, does not read them.
ALTER TABLE difficulties_named ENABLE ROW LEVEL SECURITY;
CREATE POLICY difficulties_named_scope ON difficulties_named TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY difficulties_named_new ON difficulties_named AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (
    EXISTS (SELECT FROM people_person AS p
        WHERE p.person_id = difficulties_named.person_id AND p.unit_no <@ (SELECT officers_scope()))
    AND EXISTS (SELECT FROM difficulties_difficulty AS d WHERE d.difficulty_id = difficulties_named.difficulty_id
        AND d.unit_no = difficulties_named.unit_no AND d.state = 'raised'
        AND officers_acts((SELECT officers_acting()), d.raised_by))
);

-- A line is signed by whoever the scope was sealed for, and written by the side whose deed it tells.
ALTER TABLE difficulties_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY difficulties_event_scope ON difficulties_event TO toandan_app
USING (EXISTS (SELECT FROM difficulties_difficulty AS d WHERE d.difficulty_id = difficulties_event.difficulty_id));
CREATE POLICY difficulties_event_own ON difficulties_event AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(actor_id, actor) AND EXISTS (
    SELECT FROM difficulties_difficulty AS d WHERE d.difficulty_id = difficulties_event.difficulty_id AND CASE
        WHEN verb IN ('raised', 'accepted', 'reopened', 'withdrawn')
            THEN directives_side(d.unit_no, d.unit_body, (SELECT officers_scope()))
        WHEN verb = 'answered' THEN directives_side(d.at_no, d.at_body, (SELECT officers_scope()))
        WHEN verb = 'escalated' THEN directives_house()
        WHEN verb = 'attached' THEN true
        ELSE coalesce(d.desk_no <@ (SELECT officers_scope()), false)
    END
));

-- A file is kept in the own name, by who raised the difficulty or by whom it was put to, while it is open.
ALTER TABLE difficulties_attachment ENABLE ROW LEVEL SECURITY;
CREATE POLICY difficulties_attachment_scope ON difficulties_attachment TO toandan_app
USING (EXISTS (SELECT FROM difficulties_difficulty AS d
    WHERE d.difficulty_id = difficulties_attachment.difficulty_id));
CREATE POLICY difficulties_attachment_own ON difficulties_attachment AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts((SELECT officers_acting()), added_by)
    AND media_type IN ('application/pdf', 'image/png', 'image/jpeg') AND EXISTS (
        SELECT FROM difficulties_difficulty AS d WHERE d.difficulty_id = difficulties_attachment.difficulty_id
          AND d.state IN ('raised', 'assigned', 'reopened', 'answered')
          AND CASE WHEN answering THEN directives_side(d.at_no, d.at_body, (SELECT officers_scope()))
                   ELSE directives_side(d.unit_no, d.unit_body, (SELECT officers_scope())) END
    ));

-- The states a difficulty may pass through, whoever asks; `states.py` is the same table. What is one side's deed is not
-- another's, and what was written with a step is not rewritten without it.
CREATE FUNCTION difficulties_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_way text := OLD.state || '>' || NEW.state;
    v_scope int4multirange := officers_scope();
    v_up boolean := NEW.escalations = OLD.escalations + 1;
    v_desk boolean := coalesce(OLD.desk_no <@ v_scope, false);
    v_own boolean := directives_side(OLD.unit_no, OLD.unit_body, v_scope);
    v_answers boolean := NEW.state = 'answered' AND OLD.state <> 'answered';
BEGIN
    IF NEW.state <> OLD.state AND v_way <> ALL (ARRAY[
        'raised>assigned', 'reopened>assigned', 'raised>answered', 'assigned>answered', 'reopened>answered',
        'answered>accepted', 'answered>reopened', 'raised>withdrawn', 'assigned>withdrawn', 'reopened>withdrawn',
        'assigned>raised', 'reopened>raised', 'accepted>published'
    ]) THEN
        RAISE EXCEPTION 'a difficulty cannot go from % to %', OLD.state, NEW.state USING ERRCODE = '42501';
    END IF;
    IF v_up THEN
        IF NOT directives_house() OR NEW.state <> 'raised' OR NEW.at_no <> NEW.desk_no OR NEW.at_body OR NOT EXISTS (
            SELECT FROM units_unit AS u WHERE u.number = NEW.desk_no AND NEW.desk_no < OLD.desk_no
              AND OLD.desk_no BETWEEN u.number AND u.last) THEN
            RAISE EXCEPTION 'only the house takes what is late one level up' USING ERRCODE = '42501';
        END IF;
    ELSIF (NEW.desk_no, NEW.escalations) IS DISTINCT FROM (OLD.desk_no, OLD.escalations)
        OR v_way IN ('assigned>raised', 'reopened>raised') THEN
        RAISE EXCEPTION 'a difficulty stays at its level' USING ERRCODE = '42501';
    ELSIF (NEW.at_no, NEW.at_body) IS DISTINCT FROM (OLD.at_no, OLD.at_body) THEN
        IF NEW.state <> 'assigned' OR NOT v_desk
            OR NEW.at_body <> EXISTS (SELECT FROM units_body AS b WHERE b.number = NEW.at_no) THEN
            RAISE EXCEPTION 'the level a difficulty was taken to assigns it' USING ERRCODE = '42501';
        END IF;
    END IF;
    IF NEW.due_on IS DISTINCT FROM OLD.due_on AND NOT v_up AND v_way <> 'answered>reopened' THEN
        RAISE EXCEPTION 'nobody puts off the day of an answer' USING ERRCODE = '42501';
    END IF;
    IF v_answers AND NOT (directives_side(OLD.at_no, OLD.at_body, v_scope)
            AND officers_acts(officers_acting(), NEW.answered_by)) THEN
        RAISE EXCEPTION 'whom it was put to answers in the own name' USING ERRCODE = '42501';
    END IF;
    IF NOT v_answers AND (NEW.answer, NEW.answer_search, NEW.answered_at, NEW.answered_by, NEW.in_time) IS DISTINCT FROM
            (OLD.answer, OLD.answer_search, OLD.answered_at, OLD.answered_by, OLD.in_time) THEN
        RAISE EXCEPTION 'an answer is not rewritten' USING ERRCODE = '42501';
    END IF;
    IF (v_way = 'raised>assigned' OR v_way = 'reopened>assigned') AND NOT v_desk
        OR v_way IN ('answered>accepted', 'answered>reopened') AND NOT v_own
        OR NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn' AND NOT v_own THEN
        RAISE EXCEPTION 'this is not yours to do' USING ERRCODE = '42501';
    END IF;
    IF NEW.guidance IS DISTINCT FROM OLD.guidance AND (v_way <> 'accepted>published' OR NOT v_desk OR NOT EXISTS (
            SELECT FROM difficulties_guidance AS g
            WHERE g.guidance_id = NEW.guidance AND g.difficulty = NEW.difficulty_id))
        OR v_way = 'accepted>published' AND NEW.guidance IS NULL THEN
        RAISE EXCEPTION 'what is published is guidance about this difficulty' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER difficulties_guard BEFORE UPDATE ON difficulties_difficulty
FOR EACH ROW EXECUTE FUNCTION difficulties_guard();
