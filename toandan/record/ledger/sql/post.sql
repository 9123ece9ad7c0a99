-- The one door into the ledger. Core SQL, PostgreSQL 15 or newer.
--
-- Order of locks, the same in every call, so that calls wait for each other but never in a circle: the seal (shared),
-- the client key, new standings by person, present standings by person, then the tables that follow the standing.

-- The first of the advisory locks of this room: "ledgseal" in ASCII.
CREATE OR REPLACE FUNCTION ledger_seal_lock() RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 7810759524224426348 $$;

-- Posts a set of lines in one transaction and returns the entry.
--
-- The five arrays are columns of lines in rising order of person. `p_unlawful` are places (from 1) of lines the rules
-- of the room have refused already. With `p_partial` refused lines stay out and the others are posted; without it one
-- refused line keeps all out: SQLSTATE TD001, the first thousand refusals as JSON in DETAIL. The same key with the
-- same digest returns the stored outcome; with another digest SQLSTATE TD002.
CREATE OR REPLACE FUNCTION ledger_post(
    p_client_key uuid, p_verb text, p_occurred_on date, p_actor text, p_actor_id bigint, p_reason text,
    p_evidence text, p_session text, p_digest text,
    p_persons bigint[], p_unit_from integer[], p_state_from integer[], p_unit_to integer[], p_state_to integer[],
    p_partial boolean DEFAULT false, p_unlawful integer[] DEFAULT '{}',
    OUT o_entry bigint, OUT o_posted integer, OUT o_refused jsonb, OUT o_repeated boolean
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
-- Arrays of known length look cheaper to plan anew each time than they are; planning took longer than posting.
SET plan_cache_mode = force_generic_plan
-- Lines are joined to people by nested loops alone, so that people are taken in the order of the lines: whoever waits
-- for somebody holds only smaller numbers. It holds for the functions called from here too.
SET enable_hashjoin = off
SET enable_mergejoin = off
SET enable_seqscan = off
SET enable_bitmapscan = off
AS $$
DECLARE
    v_count CONSTANT integer := cardinality(p_persons);
    v_today CONSTANT date := ledger_today();
    v_scope int4multirange;
    v_touched int4multirange;
    v_why smallint[];
    v_plain boolean := false;
    v_fresh boolean := false;
    v_led boolean := false;
    v_known boolean;
    v_units integer[];
    v_states integer[];
    v_counts bigint[];
    v_done integer[];
    v_days date[];
    v_raced boolean;
    v_nothing text;
BEGIN
    IF v_count IS NULL OR v_count = 0 OR v_count <> cardinality(p_unit_from) OR v_count <> cardinality(p_state_from)
       OR v_count <> cardinality(p_unit_to) OR v_count <> cardinality(p_state_to) THEN
        RAISE EXCEPTION 'a call of ledger_post needs five arrays of the same length, not empty' USING ERRCODE = '22023';
    END IF;
    IF p_verb = '' OR p_actor = '' OR p_reason = '' OR p_digest = '' THEN
        RAISE EXCEPTION 'an entry needs a verb, an actor, a reason and a digest' USING ERRCODE = '22023';
    END IF;

    -- Sealing takes this lock exclusively: no number drawn below can slip under an entry sealed meanwhile.
    -- An assignment is worked out on the spot, where PERFORM would be a query of its own.
    v_nothing := pg_advisory_xact_lock_shared(ledger_seal_lock())::text;
    o_entry := nextval('ledger_entry_id_seq');
    o_repeated := false;
    o_refused := '[]';
    -- The seal says who acts and where; an entry in somebody else's name is refused, and one without a seal.
    IF officers_sealed() IS DISTINCT FROM officers_spelled(p_actor_id, p_actor) THEN
        RAISE EXCEPTION 'an entry bears the name of whoever the scope was sealed for' USING ERRCODE = '42501';
    END IF;
    v_scope := current_setting('toandan.scope')::int4multirange;

    -- Everybody new at once, as when a register is opened, is judged by units and states instead of line by line; so is
    -- everybody of one unit who is led to another, as when units merge. A day's work in units is looked at in passing.
    IF v_count > 1 AND p_occurred_on <= v_today AND p_unlawful = '{}' THEN
        IF p_unit_from[1] = p_unit_to[1] THEN
            v_touched := ledger_plain(v_scope, p_persons, p_unit_from, p_state_from, p_unit_to, p_state_to);
            v_plain := v_touched IS NOT NULL;
        ELSIF p_unit_from[1] = 0 THEN
            v_fresh := 0 = ALL(p_unit_from) AND 0 = ALL(p_state_from);
        ELSIF p_unit_to[1] <> 0 THEN
            v_led := p_unit_from[1] = ALL(p_unit_from) AND p_unit_to[1] = ALL(p_unit_to) AND p_state_from = p_state_to
                AND (p_unit_from[1] <@ v_scope OR p_unit_to[1] <@ v_scope)
                AND EXISTS (SELECT FROM units_unit AS k WHERE k.number = p_unit_to[1]);
        END IF;
    END IF;
    IF v_fresh THEN
        SELECT f.o_touched, f.o_fits, f.o_units, f.o_states, f.o_counts
        INTO v_touched, v_fresh, v_units, v_states, v_counts FROM ledger_fresh(v_scope, p_unit_to, p_state_to) AS f;
    END IF;
    IF v_led THEN
        v_touched := int4multirange(
            int4range(p_unit_from[1], p_unit_from[1], '[]'), int4range(p_unit_to[1], p_unit_to[1], '[]')
        );
    ELSIF v_count = 1 THEN
        -- One line is the commonest call and is spared the machinery for sets: no query asks what can be told without.
        IF p_persons[1] IS NULL THEN
            RAISE EXCEPTION 'lines come in rising order of person' USING ERRCODE = '22023';
        END IF;
        v_touched := int4multirange(int4range(p_unit_to[1], p_unit_to[1], '[]'));
        IF p_unit_from[1] <> p_unit_to[1] THEN
            v_known := EXISTS (SELECT FROM units_unit AS k WHERE k.number = p_unit_to[1]);
            v_touched := v_touched + int4multirange(int4range(p_unit_from[1], p_unit_from[1], '[]')) - '{[0,0]}';
        END IF;
        v_why := ARRAY[ledger_fault(
            NULL, p_persons[1], NULL, p_unit_from[1], p_state_from[1], p_unit_to[1], p_state_to[1],
            p_occurred_on > v_today, v_scope, v_known, 1 = ANY(p_unlawful)
        )];
    ELSIF v_plain THEN
        v_why := array_fill(0::smallint, ARRAY[v_count]);
    ELSIF NOT v_fresh THEN
        SELECT j.o_why, j.o_touched INTO v_why, v_touched FROM ledger_judged(
            p_occurred_on > v_today, v_scope, p_persons, p_unit_from, p_state_from, p_unit_to, p_state_to, p_unlawful
        ) AS j;
    END IF;

    INSERT INTO ledger_entry (client_key, entry_id, verb, occurred_on, recorded_at, actor, actor_id, reason, evidence,
                              session, digest, lines, refused, touched)
    VALUES (p_client_key, o_entry, p_verb, p_occurred_on, clock_timestamp(), p_actor, p_actor_id, p_reason, p_evidence,
            p_session, p_digest, v_count, '[]', v_touched)
    ON CONFLICT (client_key) DO NOTHING;
    IF NOT FOUND THEN
        SELECT e.entry_id, e.lines, e.refused, e.digest = p_digest INTO o_entry, o_posted, o_refused, o_repeated
        FROM ledger_entry AS e WHERE e.client_key = p_client_key;
        IF o_repeated THEN
            RETURN;
        END IF;
        RAISE EXCEPTION 'the client key has been used for another request' USING ERRCODE = 'TD002';
    END IF;

    IF v_fresh OR v_led THEN
        IF v_fresh THEN
            v_led := ledger_opened(
                o_entry, p_occurred_on, v_today, p_persons, p_unit_to, p_state_to, v_units, v_states, v_counts
            );
        ELSE
            v_led := ledger_led(
                o_entry, p_occurred_on, v_today, p_persons, p_unit_from[1], p_unit_to[1], p_state_to
            );
        END IF;
        IF v_led THEN
            o_posted := v_count;
            RETURN;
        END IF;
        SELECT j.o_why INTO v_why FROM ledger_judged(
            false, v_scope, p_persons, p_unit_from, p_state_from, p_unit_to, p_state_to, p_unlawful
        ) AS j;
    END IF;

    IF v_count = 1 AND p_unit_from[1] <> 0 THEN
        UPDATE ledger_standing AS s
        SET unit_no = p_unit_to[1], state = p_state_to[1],
            effective_on = greatest(s.effective_on, p_occurred_on), entry_id = greatest(s.entry_id, o_entry)
        WHERE v_why[1] = 0 AND s.person_id = p_persons[1] AND s.unit_no = p_unit_from[1] AND s.state = p_state_from[1]
        RETURNING ARRAY[1], ARRAY[s.effective_on], s.entry_id <> o_entry INTO v_done, v_days, v_raced;
    ELSE
        SELECT m.o_done, m.o_days, m.o_raced INTO v_done, v_days, v_raced FROM ledger_moved(
            o_entry, p_occurred_on, p_persons, p_unit_from, p_state_from, p_unit_to, p_state_to, v_why
        ) AS m;
    END IF;
    o_posted := coalesce(cardinality(v_done), 0);
    IF o_posted < v_count THEN
        o_refused := ledger_refusals(p_persons, v_why, coalesce(v_done, '{}'), v_scope);
        IF NOT p_partial THEN
            RAISE EXCEPTION '% of % lines refused', v_count - o_posted, v_count
                USING ERRCODE = 'TD001', DETAIL = jsonb_path_query_array(o_refused, '$[0 to 999]')::text;
        END IF;
        -- From here on the arrays hold what is posted, beside the days it counts from.
        SELECT array_agg(p_persons[d.place]), array_agg(p_unit_from[d.place]), array_agg(p_state_from[d.place]),
               array_agg(p_unit_to[d.place]), array_agg(p_state_to[d.place])
        INTO p_persons, p_unit_from, p_state_from, p_unit_to, p_state_to
        FROM generate_subscripts(v_done, 1) AS i (i) CROSS JOIN LATERAL (SELECT v_done[i.i] AS place) AS d;
    END IF;

    -- An entry with a greater number was quicker at one of these people: take a number above all of them, so that
    -- every person's postings run in the order of their numbers. Their standings are ours until the end.
    IF v_raced THEN
        o_entry := nextval('ledger_entry_id_seq');
        UPDATE ledger_standing AS s SET entry_id = o_entry
        FROM unnest(p_persons) AS t (person) WHERE s.person_id = t.person;
    END IF;
    IF v_raced OR o_posted < v_count THEN
        UPDATE ledger_entry AS e SET entry_id = o_entry, lines = o_posted, refused = o_refused
        WHERE e.client_key = p_client_key;
    END IF;
    IF o_posted = 1 THEN
        INSERT INTO ledger_posting
            (person_id, entry_id, recorded_on, unit_from, state_from, unit_to, state_to, effective_on)
        VALUES (p_persons[1], o_entry, v_today, p_unit_from[1], p_state_from[1], p_unit_to[1], p_state_to[1], v_days[1]);
        INSERT INTO ledger_delta (unit_no, effective_on, state, entry_id, amount)
        VALUES (p_unit_from[1], v_days[1], p_state_from[1], o_entry, -1),
               (p_unit_to[1], v_days[1], p_state_to[1], o_entry, 1);
    ELSIF o_posted > 1 THEN
        v_nothing := ledger_written(
            o_entry, v_today, p_persons, p_unit_from, p_state_from, p_unit_to, p_state_to, v_days
        )::text;
    END IF;
    IF p_unit_from <> p_unit_to THEN
        v_nothing := ledger_follow(p_persons, p_unit_from, p_unit_to)::text;
    END IF;
END
$$;
