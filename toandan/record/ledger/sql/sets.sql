-- Sets of lines, moved and written down: parts of the door, called by nobody else and working under its settings. Core
-- SQL, PostgreSQL 15 or newer.

-- Moves the people of lines that are good so far, each from where the line says. Returns the places (from 1) of those
-- who moved, beside the days their moves count from, and whether an entry with a greater number was quicker at one of
-- them. When everybody moved, the places are those of the lines, in their order.
CREATE OR REPLACE FUNCTION ledger_moved(
    p_entry bigint, p_occurred_on date, p_persons bigint[], p_unit_from integer[], p_state_from integer[],
    p_unit_to integer[], p_state_to integer[], p_why smallint[],
    OUT o_done integer[], OUT o_days date[], OUT o_raced boolean
)
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_opened integer[] := '{}';
BEGIN
    -- New people. Somebody who has a standing already, be it in the world, is left to the move below.
    IF 0 = ANY(p_unit_from) THEN
        WITH opened AS (
            INSERT INTO ledger_standing (person_id, unit_no, state, effective_on, entry_id)
            SELECT t.person, t.unit_to, t.state_to, p_occurred_on, p_entry
            FROM unnest(p_persons, p_unit_from, p_state_from, p_unit_to, p_state_to, p_why)
                AS t (person, unit_from, state_from, unit_to, state_to, why)
            WHERE t.unit_from = 0 AND t.state_from = 0 AND t.why = 0
              AND EXISTS (SELECT FROM people_person AS p WHERE p.person_id = t.person)
            ORDER BY t.person
            ON CONFLICT (person_id) DO NOTHING
            RETURNING person_id
        )
        -- Persons rise from line to line, so that a person's place is found by halving.
        SELECT coalesce(array_agg(width_bucket(o.person_id, p_persons)), '{}') INTO v_opened FROM opened AS o;
    END IF;

    WITH moved AS (
        UPDATE ledger_standing AS s
        SET unit_no = p_unit_to[t.place], state = p_state_to[t.place],
            effective_on = greatest(s.effective_on, p_occurred_on), entry_id = greatest(s.entry_id, p_entry)
        FROM generate_series(1, cardinality(p_persons)) AS t (place)
        WHERE p_why[t.place] = 0 AND s.person_id = p_persons[t.place]
          AND s.unit_no = p_unit_from[t.place] AND s.state = p_state_from[t.place]
        RETURNING t.place, s.effective_on, s.entry_id
    ), done AS (
        SELECT m.place, m.effective_on AS day, m.entry_id <> p_entry AS raced FROM moved AS m
        UNION ALL
        SELECT o.place, p_occurred_on, false FROM unnest(v_opened) AS o (place)
    )
    SELECT array_agg(d.place ORDER BY d.place), array_agg(d.day ORDER BY d.place), bool_or(d.raced)
    INTO o_done, o_days, o_raced FROM done AS d;
END
$$;

-- Writes postings and deltas of people who have been moved, one line each.
CREATE OR REPLACE FUNCTION ledger_written(
    p_entry bigint, p_today date, p_persons bigint[], p_unit_from integer[], p_state_from integer[],
    p_unit_to integer[], p_state_to integer[], p_days date[]
) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    INSERT INTO ledger_posting
        (person_id, entry_id, recorded_on, unit_from, state_from, unit_to, state_to, effective_on)
    SELECT p_persons[t.place], p_entry, p_today, p_unit_from[t.place], p_state_from[t.place], p_unit_to[t.place],
           p_state_to[t.place], p_days[t.place]
    FROM generate_series(1, cardinality(p_persons)) AS t (place);

    INSERT INTO ledger_delta (unit_no, effective_on, state, entry_id, amount)
    SELECT d.unit_no, d.effective_on, d.state, p_entry, sum(d.amount)
    FROM (
        SELECT t.unit_from AS unit_no, t.effective_on, t.state_from AS state, -1 AS amount
        FROM unnest(p_unit_from, p_state_from, p_days) AS t (unit_from, state_from, effective_on)
        UNION ALL
        SELECT t.unit_to, t.effective_on, t.state_to, 1
        FROM unnest(p_unit_to, p_state_to, p_days) AS t (unit_to, state_to, effective_on)
    ) AS d
    GROUP BY d.unit_no, d.effective_on, d.state;
END
$$;

-- Lets the tables that keep people by unit follow. Who leaves the register keeps the last unit here, so that it can
-- still open the file.
CREATE OR REPLACE FUNCTION ledger_follow(p_persons bigint[], p_unit_from integer[], p_unit_to integer[]) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_table text;
BEGIN
    FOR v_table IN SELECT f.table_name FROM ledger_follower AS f ORDER BY f.table_name LOOP
        EXECUTE format(
            'UPDATE %I AS f SET unit_no = t.unit_to FROM unnest($1, $2, $3) AS t (person, unit_from, unit_to)'
            ' WHERE t.unit_to <> 0 AND t.unit_from <> t.unit_to AND f.person_id = t.person AND f.unit_no <> t.unit_to',
            v_table
        ) USING p_persons, p_unit_from, p_unit_to;
    END LOOP;
END
$$;

REVOKE ALL ON FUNCTION ledger_moved(
    bigint, date, bigint[], integer[], integer[], integer[], integer[], smallint[]
) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_written(
    bigint, date, bigint[], integer[], integer[], integer[], integer[], date[]
) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_follow(bigint[], integer[], integer[]) FROM PUBLIC;
