-- The one door into the ledger. Core SQL, PostgreSQL 15 or newer.
--
-- Order of locks, the same in every call, so that calls wait for each other but never in a circle: the seal (shared),
-- the client key, new standings by person, present standings by person, then the tables that follow the standing.

-- The first of the advisory locks of this room: "ledgseal" in ASCII.
CREATE FUNCTION ledger_seal_lock() RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 7810759524224426348 $$;

-- What can be told about a line without asking where the person stands: 0 is good, else the place of the reason in
-- `ledger_post`. Plain enough to be written out into the statement that calls it.
CREATE FUNCTION ledger_fault(
    p_before bigint, p_person bigint, p_after bigint, p_unit_from integer, p_state_from integer, p_unit_to integer,
    p_state_to integer, p_future boolean, p_scope int4multirange, p_bad_units integer[], p_bad_states integer[],
    p_unlawful boolean
) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT (CASE
        WHEN p_person = p_before OR p_person = p_after THEN 1
        WHEN p_future THEN 2
        WHEN p_unit_from = p_unit_to AND p_state_from = p_state_to THEN 3
        WHEN (p_unit_from = 0 OR NOT p_unit_from <@ p_scope) AND (p_unit_to = 0 OR NOT p_unit_to <@ p_scope) THEN 4
        WHEN p_unit_to = ANY(p_bad_units) OR (p_unit_to = 0 AND p_state_to <> 0) THEN 5
        WHEN p_unit_to <> 0 AND p_state_to = ANY(p_bad_states) THEN 6
        WHEN p_unlawful THEN 7
        ELSE 0
    END)::smallint
$$;

-- Posts a set of lines in one transaction and returns the entry.
--
-- The five arrays are columns of lines in rising order of person. `p_unlawful` are places (from 1) of lines the rules
-- of the room have refused already. With `p_partial` refused lines stay out and the others are posted; without it one
-- refused line keeps all out: SQLSTATE TD001, the first thousand refusals as JSON in DETAIL. The same key with the
-- same digest returns the stored outcome; with another digest SQLSTATE TD002.
CREATE FUNCTION ledger_post(
    p_client_key uuid, p_verb text, p_occurred_on date, p_actor text, p_actor_id bigint, p_reason text,
    p_evidence text, p_session text, p_digest text,
    p_persons bigint[], p_unit_from integer[], p_state_from integer[], p_unit_to integer[], p_state_to integer[],
    p_partial boolean DEFAULT false, p_unlawful integer[] DEFAULT '{}',
    OUT o_entry bigint, OUT o_posted integer, OUT o_refused jsonb, OUT o_repeated boolean
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
-- Arrays of known length look cheaper to plan anew each time than they are; planning took longer than posting.
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    c_reasons CONSTANT text[] := ARRAY[
        'duplicate_line', 'future_day', 'nothing_changes', 'out_of_scope', 'unit_unknown', 'state_unknown',
        'not_lawful', 'not_in_register', 'standing_differs'
    ];
    v_count CONSTANT integer := cardinality(p_persons);
    v_today CONSTANT date := ledger_today();
    v_officer bigint;
    v_scope int4multirange;
    v_touched int4multirange;
    v_bad_units integer[];
    v_bad_states integer[];
    v_why smallint[];
    v_worst smallint;
    v_opened bigint[] := '{}';
    v_strays boolean := true;
    v_next integer := 1;
    v_days date[];
    v_day date;
    v_last bigint;
    v_raced boolean := false;
    v_fresh boolean := false;
    v_refused jsonb[] := '{}';
    v_unit integer;
    v_state integer;
    v_table text;
BEGIN
    IF v_count IS NULL OR v_count = 0 OR v_count <> cardinality(p_unit_from) OR v_count <> cardinality(p_state_from)
       OR v_count <> cardinality(p_unit_to) OR v_count <> cardinality(p_state_to) THEN
        RAISE EXCEPTION 'a call of ledger_post needs five arrays of the same length, not empty' USING ERRCODE = '22023';
    END IF;
    IF p_verb = '' OR p_actor = '' OR p_reason = '' OR p_digest = '' THEN
        RAISE EXCEPTION 'an entry needs a verb, an actor, a reason and a digest' USING ERRCODE = '22023';
    END IF;

    -- Sealing takes this lock exclusively: no number drawn below can slip under an entry sealed meanwhile.
    PERFORM pg_advisory_xact_lock_shared(ledger_seal_lock());
    o_entry := nextval('ledger_entry_id_seq');
    o_repeated := false;
    -- The seal says who acts and where; an entry in somebody else's name is refused like one without a seal.
    v_officer := officers_sealed();
    IF v_officer <> coalesce(p_actor_id, 0) THEN
        RAISE EXCEPTION 'an entry bears the name of whoever the scope was sealed for' USING ERRCODE = '42501';
    END IF;
    v_scope := CASE WHEN v_officer IS NULL THEN '{}' ELSE current_setting('toandan.scope') END::int4multirange;

    -- One line is the commonest call, and is spared the machinery for sets here and below.
    IF v_count = 1 THEN
        v_touched := int4multirange(
            int4range(p_unit_from[1], p_unit_from[1], CASE p_unit_from[1] WHEN 0 THEN '()' ELSE '[]' END),
            int4range(p_unit_to[1], p_unit_to[1], CASE p_unit_to[1] WHEN 0 THEN '()' ELSE '[]' END)
        );
        SELECT CASE WHEN p_unit_to[1] = 0 OR EXISTS (SELECT FROM units_unit AS k WHERE k.number = p_unit_to[1]) THEN '{}' ELSE p_unit_to END,
               CASE WHEN EXISTS (SELECT FROM ledger_state AS k WHERE k.state = p_state_to[1]) THEN '{}' ELSE p_state_to END
        INTO v_bad_units, v_bad_states;
    ELSE
        v_fresh := p_unit_from = array_fill(0, ARRAY[v_count]) AND p_state_from = p_unit_from;
        SELECT range_agg(int4range(u.unit, u.unit, '[]')),
               array_agg(u.unit) FILTER (WHERE NOT EXISTS (SELECT FROM units_unit AS k WHERE k.number = u.unit))
        INTO v_touched, v_bad_units
        FROM (
            SELECT DISTINCT unnest(CASE WHEN v_fresh THEN p_unit_to ELSE p_unit_from || p_unit_to END) AS unit
        ) AS u WHERE u.unit <> 0;
        SELECT array_agg(s.state) INTO v_bad_states
        FROM (SELECT DISTINCT unnest(p_state_to) AS state) AS s
        WHERE NOT EXISTS (SELECT FROM ledger_state AS k WHERE k.state = s.state);
    END IF;

    INSERT INTO ledger_entry (client_key, entry_id, verb, occurred_on, recorded_at, actor, actor_id, reason, evidence,
                              session, digest, lines, refused, touched)
    VALUES (p_client_key, o_entry, p_verb, p_occurred_on, clock_timestamp(), p_actor, p_actor_id, p_reason, p_evidence,
            p_session, p_digest, v_count, '[]', coalesce(v_touched, '{}'))
    ON CONFLICT (client_key) DO NOTHING;
    IF NOT FOUND THEN
        SELECT e.entry_id, e.lines, e.refused, e.digest = p_digest INTO o_entry, o_posted, o_refused, o_repeated
        FROM ledger_entry AS e WHERE e.client_key = p_client_key;
        IF o_repeated THEN
            RETURN;
        END IF;
        RAISE EXCEPTION 'the client key has been used for another request' USING ERRCODE = 'TD002';
    END IF;

    -- Everybody new at once; whatever does not fit goes line by line below.
    IF v_fresh AND v_bad_units IS NULL AND v_bad_states IS NULL AND p_unlawful = '{}' AND p_occurred_on <= v_today
       AND NOT 0 = ANY(p_unit_to) AND v_touched <@ v_scope
       AND ledger_opened(o_entry, p_occurred_on, v_today, p_persons, p_unit_to, p_state_to) THEN
        o_posted := v_count;
        o_refused := '[]';
        RETURN;
    END IF;

    -- What can be told from the lines alone.
    IF v_count = 1 THEN
        v_worst := ledger_fault(
            NULL, p_persons[1], NULL, p_unit_from[1], p_state_from[1], p_unit_to[1], p_state_to[1],
            p_occurred_on > v_today, v_scope, v_bad_units, v_bad_states, 1 = ANY(p_unlawful)
        );
        v_why := ARRAY[v_worst];
    ELSE
        SELECT array_agg(l.why ORDER BY l.place), max(l.why), coalesce(bool_or(l.falls), false)
        INTO v_why, v_worst, v_raced
        FROM (
            SELECT t.place, t.person IS NULL OR t.person < p_persons[t.place::integer - 1] AS falls,
                ledger_fault(
                    p_persons[t.place::integer - 1], t.person, p_persons[t.place::integer + 1],
                    t.unit_from, t.state_from, t.unit_to, t.state_to,
                    p_occurred_on > v_today, v_scope, v_bad_units, v_bad_states, t.place = ANY(p_unlawful)
                ) AS why
            FROM unnest(p_persons, p_unit_from, p_state_from, p_unit_to, p_state_to)
                WITH ORDINALITY AS t (person, unit_from, state_from, unit_to, state_to, place)
        ) AS l;
    END IF;
    IF v_raced THEN
        RAISE EXCEPTION 'lines come in rising order of person' USING ERRCODE = '22023';
    END IF;

    v_days := array_fill(p_occurred_on, ARRAY[v_count]);

    -- New people, all at once. Somebody who has a standing already, be it in the world, is left to the loop below.
    IF 0 = ANY(p_unit_from) THEN
        WITH known AS MATERIALIZED (
            SELECT t.person, t.unit_to, t.state_to, p.unit_no
            FROM unnest(p_persons, p_unit_from, p_state_from, p_unit_to, p_state_to, v_why)
                AS t (person, unit_from, state_from, unit_to, state_to, why)
            JOIN people_person AS p ON p.person_id = t.person
            WHERE t.unit_from = 0 AND t.state_from = 0 AND t.why = 0
        ), opened AS (
            INSERT INTO ledger_standing (person_id, unit_no, state, effective_on, entry_id)
            SELECT k.person, k.unit_to, k.state_to, p_occurred_on, o_entry FROM known AS k ORDER BY k.person
            ON CONFLICT (person_id) DO NOTHING
            RETURNING person_id
        )
        SELECT coalesce(array_agg(o.person_id ORDER BY o.person_id), '{}'),
               EXISTS (SELECT FROM known AS k WHERE k.unit_no <> k.unit_to)
        INTO v_opened, v_strays FROM opened AS o;
    END IF;

    IF cardinality(v_opened) < v_count THEN
        FOR i IN 1 .. v_count LOOP
            IF v_why[i] = 0 THEN
                IF v_opened[v_next] = p_persons[i] THEN
                    v_next := v_next + 1;
                    CONTINUE;
                END IF;
                -- One person after the other in rising order: whoever waits here holds only smaller numbers.
                UPDATE ledger_standing AS s
                SET unit_no = p_unit_to[i], state = p_state_to[i],
                    effective_on = greatest(s.effective_on, p_occurred_on), entry_id = greatest(s.entry_id, o_entry)
                WHERE s.person_id = p_persons[i] AND s.unit_no = p_unit_from[i] AND s.state = p_state_from[i]
                RETURNING s.effective_on, s.entry_id INTO v_day, v_last;
                IF FOUND THEN
                    v_days[i] := v_day;
                    v_raced := v_raced OR v_last <> o_entry;
                    CONTINUE;
                END IF;
                SELECT s.unit_no, s.state INTO v_unit, v_state FROM ledger_standing AS s WHERE s.person_id = p_persons[i];
                v_why[i] := CASE WHEN FOUND AND v_unit <> 0 THEN 9 ELSE 8 END;
                IF v_why[i] = 8 OR NOT v_unit <@ v_scope THEN
                    v_unit := NULL;
                    v_state := NULL;
                END IF;
                v_worst := greatest(v_worst, v_why[i]);
            ELSE
                v_unit := NULL;
                v_state := NULL;
            END IF;
            v_refused := array_append(v_refused, jsonb_build_object(
                'person', p_persons[i], 'reason', c_reasons[v_why[i]], 'unit', v_unit, 'state', v_state
            ));
        END LOOP;
    END IF;

    IF v_worst > 0 AND NOT p_partial THEN
        RAISE EXCEPTION '% of % lines refused', cardinality(v_refused), v_count
            USING ERRCODE = 'TD001', DETAIL = to_jsonb(v_refused[1:1000])::text;
    END IF;
    o_refused := to_jsonb(v_refused);
    o_posted := v_count - cardinality(v_refused);

    -- An entry with a greater number was quicker at one of these people: take a number above all of them, so that
    -- every person's postings run in the order of their numbers. Their standings are ours until the end.
    IF v_raced THEN
        o_entry := nextval('ledger_entry_id_seq');
        UPDATE ledger_standing AS s SET entry_id = o_entry
        FROM unnest(p_persons, v_why) AS t (person, why) WHERE t.why = 0 AND s.person_id = t.person;
    END IF;
    IF v_raced OR v_worst > 0 THEN
        UPDATE ledger_entry AS e SET entry_id = o_entry, lines = o_posted, refused = o_refused
        WHERE e.client_key = p_client_key;
    END IF;

    IF v_count > 1 THEN
        INSERT INTO ledger_posting (person_id, entry_id, recorded_on, unit_from, state_from, unit_to, state_to, effective_on)
        SELECT t.person, o_entry, v_today, t.unit_from, t.state_from, t.unit_to, t.state_to, t.effective_on
        FROM unnest(p_persons, p_unit_from, p_state_from, p_unit_to, p_state_to, v_days, v_why)
            AS t (person, unit_from, state_from, unit_to, state_to, effective_on, why)
        WHERE t.why = 0;

        INSERT INTO ledger_delta (unit_no, effective_on, state, entry_id, amount)
        SELECT d.unit_no, d.effective_on, d.state, o_entry, sum(d.amount)
        FROM (
            SELECT t.unit_from AS unit_no, t.effective_on, t.state_from AS state, -1 AS amount
            FROM unnest(p_unit_from, p_state_from, v_days, v_why) AS t (unit_from, state_from, effective_on, why)
            WHERE t.why = 0
            UNION ALL
            SELECT t.unit_to, t.effective_on, t.state_to, 1
            FROM unnest(p_unit_to, p_state_to, v_days, v_why) AS t (unit_to, state_to, effective_on, why)
            WHERE t.why = 0
        ) AS d
        GROUP BY d.unit_no, d.effective_on, d.state;
    ELSIF o_posted = 1 THEN
        INSERT INTO ledger_posting
            (person_id, entry_id, recorded_on, unit_from, state_from, unit_to, state_to, effective_on)
        VALUES (p_persons[1], o_entry, v_today, p_unit_from[1], p_state_from[1], p_unit_to[1], p_state_to[1], v_days[1]);
        INSERT INTO ledger_delta (unit_no, effective_on, state, entry_id, amount)
        VALUES (p_unit_from[1], v_days[1], p_state_from[1], o_entry, -1), (p_unit_to[1], v_days[1], p_state_to[1], o_entry, 1);
    END IF;

    -- Who leaves the register keeps the last unit here, so that it can still open the file. New people who were written
    -- down under their unit, as an opening of the register writes them, are there already.
    IF p_unit_from <> p_unit_to AND o_posted > 0 AND (v_strays OR cardinality(v_opened) < v_count) THEN
        FOR v_table IN SELECT f.table_name FROM ledger_follower AS f ORDER BY f.table_name LOOP
            EXECUTE format(
                'UPDATE %I AS f SET unit_no = t.unit_to FROM unnest($1, $2, $3, $4) AS t (person, unit_from, unit_to, why)'
                ' WHERE t.why = 0 AND t.unit_to <> 0 AND t.unit_from <> t.unit_to'
                ' AND f.person_id = t.person AND f.unit_no <> t.unit_to', v_table
            ) USING p_persons, p_unit_from, p_unit_to, v_why;
        END LOOP;
    END IF;
END
$$;
