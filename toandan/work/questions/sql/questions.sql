-- Who may ask, who sees a question, and what may happen to it. Core SQL, PostgreSQL 15 or newer.
GRANT USAGE ON SEQUENCE questions_event_event_id_seq TO toandan_app;
GRANT SELECT ON questions_question TO toandan_app;
GRANT UPDATE (state, at_no, from_no, marks, due_on, answer, answered_at, answered_by, in_time, closed_at, escalations,
    difficulty) ON questions_question TO toandan_app;
GRANT SELECT, INSERT ON questions_event TO toandan_app;

-- A question is seen by the unit it was put to, by the one it is with, by the one that forwarded it last, and by what lies
-- above them. Nobody adds one but through the function below.
ALTER TABLE questions_question ENABLE ROW LEVEL SECURITY;
CREATE POLICY questions_question_scope ON questions_question TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false) OR coalesce(at_no <@ (SELECT officers_scope()), false)
    OR coalesce(from_no <@ (SELECT officers_scope()), false));

-- A line is signed by whoever the scope was sealed for, and written where the question is; the house alone escalates.
ALTER TABLE questions_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY questions_event_scope ON questions_event TO toandan_app
USING (EXISTS (SELECT FROM questions_question AS q WHERE q.question_id = questions_event.question_id));
CREATE POLICY questions_event_own ON questions_event AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(actor_id, actor) AND verb <> 'asked' AND EXISTS (
    SELECT FROM questions_question AS q WHERE q.question_id = questions_event.question_id
      AND coalesce(q.at_no <@ (SELECT officers_scope()), false)
      AND (verb <> 'escalated' OR directives_house())
));

-- Whoever asks has no scope: this is the one door, and it writes a question that waits, or is held, and nothing else. What
-- is in use already changes nothing; `o_same` tells whether it is the same question once more.
CREATE FUNCTION questions_ask(
    p_client_key uuid, p_code bytea, p_likeness bytea, p_unit integer, p_sort text, p_topic text, p_language text,
    p_content bytea, p_due date, p_now timestamptz, p_marks text
) RETURNS TABLE (o_question bigint, o_fresh boolean, o_same boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_marks text := p_marks;
    v_made bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_unit) OR p_unit = 1 THEN
        RAISE EXCEPTION 'no unit answers there' USING ERRCODE = '22023';
    END IF;
    IF EXISTS (SELECT FROM questions_question AS q WHERE q.likeness = p_likeness AND q.client_key <> p_client_key
            AND q.asked_at > p_now - interval '1 day') THEN
        v_marks := trim(v_marks || ' repeated');
    END IF;
    INSERT INTO questions_question AS q (client_key, code, likeness, sort, topic, language, content, unit_no, at_no, state,
        marks, due_on, asked_at, answer, answered_by, escalations)
    VALUES (p_client_key, p_code, p_likeness, p_sort, p_topic, p_language, p_content, p_unit, p_unit,
        CASE WHEN v_marks = '' THEN 'waiting' ELSE 'held' END, v_marks, p_due, p_now, '', '', 0)
    ON CONFLICT (client_key) DO NOTHING RETURNING q.question_id INTO v_made;
    IF v_made IS NULL THEN
        RETURN QUERY SELECT q.question_id, false, q.likeness = p_likeness AND q.unit_no = p_unit
            FROM questions_question AS q WHERE q.client_key = p_client_key;
        RETURN;
    END IF;
    INSERT INTO questions_event (client_key, question_id, verb, at_no, recorded_at, actor, reason)
    VALUES (p_client_key, v_made, 'asked', p_unit, p_now, 'public', '');
    RETURN QUERY SELECT v_made, true, true;
END
$$;

-- What whoever holds the code is told. The digest of a code cannot be guessed, and nobody but the program can make one.
CREATE FUNCTION questions_told(p_code bytea)
RETURNS TABLE (client_key uuid, at_no integer, state text, due_on date, asked_at timestamptz, answer bytea,
    answered_at timestamptz, forgotten_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT q.client_key, q.at_no, q.state, q.due_on, q.asked_at, q.answer, q.answered_at, q.forgotten_at
    FROM questions_question AS q WHERE q.code = p_code
$$;

-- Removes what was asked and answered in questions closed before `p_before`, and why officers did what; the rest counts on.
CREATE FUNCTION questions_forget(p_before timestamptz, p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_many bigint;
BEGIN
    IF NOT directives_house() THEN
        RAISE EXCEPTION 'questions are forgotten by the house' USING ERRCODE = '42501';
    END IF;
    IF p_before > now() - interval '1 day' THEN
        RAISE EXCEPTION 'what was closed today is still needed' USING ERRCODE = '22023';
    END IF;
    WITH gone AS (
        UPDATE questions_question AS q SET content = '', answer = '', likeness = '', forgotten_at = p_now
        WHERE q.closed_at < p_before AND q.forgotten_at IS NULL RETURNING q.question_id
    ), silent AS (
        UPDATE questions_event AS e SET reason = '' FROM gone WHERE e.question_id = gone.question_id
    )
    SELECT count(*) INTO v_many FROM gone;
    RETURN v_many;
END
$$;

-- The states a question may pass through, whoever asks; `states.py` is the same table.
CREATE FUNCTION questions_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_way text := OLD.state || '>' || NEW.state;
    v_here boolean := coalesce(OLD.at_no <@ officers_scope(), false);
    v_up boolean := NEW.escalations = OLD.escalations + 1;
    v_answers boolean := NEW.state = 'answered' AND OLD.state = 'waiting';
BEGIN
    IF NOT v_here THEN
        RAISE EXCEPTION 'whom a question is with acts on it' USING ERRCODE = '42501';
    END IF;
    IF NEW.forgotten_at IS DISTINCT FROM OLD.forgotten_at THEN
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND v_way <> ALL (ARRAY[
        'waiting>held', 'held>waiting', 'held>discarded', 'waiting>answered'
    ]) THEN
        RAISE EXCEPTION 'a question cannot go from % to %', OLD.state, NEW.state USING ERRCODE = '42501';
    END IF;
    IF v_up THEN
        IF NOT directives_house() OR OLD.state NOT IN ('waiting', 'held') OR NEW.state <> OLD.state OR NOT EXISTS (
            SELECT FROM units_unit AS u WHERE u.number = NEW.at_no AND NEW.at_no < OLD.at_no
              AND OLD.at_no BETWEEN u.number AND u.last) THEN
            RAISE EXCEPTION 'only the house takes what is late one level up' USING ERRCODE = '42501';
        END IF;
    ELSIF NEW.escalations <> OLD.escalations THEN
        RAISE EXCEPTION 'only the house takes what is late one level up' USING ERRCODE = '42501';
    ELSIF NEW.at_no <> OLD.at_no AND (v_way <> 'waiting>waiting' OR NEW.from_no IS DISTINCT FROM OLD.at_no) THEN
        RAISE EXCEPTION 'whoever forwards a question is written down with it' USING ERRCODE = '42501';
    END IF;
    IF NEW.due_on <> OLD.due_on AND NOT v_up AND v_way <> 'held>waiting' THEN
        RAISE EXCEPTION 'nobody puts off the day of an answer' USING ERRCODE = '42501';
    END IF;
    IF v_answers AND NOT officers_acts(officers_acting(), NEW.answered_by) THEN
        RAISE EXCEPTION 'whoever answers signs the own name' USING ERRCODE = '42501';
    END IF;
    IF NOT v_answers AND (NEW.answer, NEW.answered_at, NEW.answered_by, NEW.in_time) IS DISTINCT FROM
            (OLD.answer, OLD.answered_at, OLD.answered_by, OLD.in_time) THEN
        RAISE EXCEPTION 'an answer is not rewritten' USING ERRCODE = '42501';
    END IF;
    IF NEW.difficulty IS DISTINCT FROM OLD.difficulty AND (OLD.difficulty IS NOT NULL OR v_way <> 'waiting>waiting') THEN
        RAISE EXCEPTION 'a question is handed on once, while it waits' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER questions_guard BEFORE UPDATE ON questions_question FOR EACH ROW EXECUTE FUNCTION questions_guard();

REVOKE ALL ON FUNCTION questions_ask(uuid, bytea, bytea, integer, text, text, text, bytea, date, timestamptz, text)
    FROM PUBLIC;
REVOKE ALL ON FUNCTION questions_told(bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION questions_forget(timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION questions_ask(uuid, bytea, bytea, integer, text, text, text, bytea, date, timestamptz, text)
    TO toandan_app;
GRANT EXECUTE ON FUNCTION questions_told(bytea) TO toandan_app;
GRANT EXECUTE ON FUNCTION questions_forget(timestamptz, timestamptz) TO toandan_app;
