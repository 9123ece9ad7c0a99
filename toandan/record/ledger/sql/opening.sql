-- Everybody new at once, as when a register is opened. Core SQL, PostgreSQL 15 or newer.

DROP FUNCTION IF EXISTS ledger_fresh(int4multirange, integer[], integer[]);
DROP FUNCTION IF EXISTS ledger_opened(bigint, date, date, bigint[], integer[], integer[]);

-- Counts the people by unit and state they enter. Returns the units and whether all of them are known and in scope and
-- all the states are known; the counts come as three arrays beside each other.
CREATE OR REPLACE FUNCTION ledger_fresh(
    p_scope int4multirange, p_unit_to integer[], p_state_to integer[],
    OUT o_touched int4multirange, OUT o_fits boolean, OUT o_units integer[], OUT o_states integer[], OUT o_counts bigint[]
)
LANGUAGE sql STABLE
AS $$
    WITH entered AS MATERIALIZED (
        SELECT t.unit, t.state, count(*) AS people
        FROM (SELECT unnest(p_unit_to) AS unit, unnest(p_state_to) AS state) AS t GROUP BY t.unit, t.state
    )
    SELECT range_agg(int4range(e.unit, e.unit, '[]')),
           (SELECT bool_and(u.unit <@ p_scope AND EXISTS (SELECT FROM units_unit AS k WHERE k.number = u.unit))
            FROM (SELECT DISTINCT unit FROM entered) AS u)
               AND (SELECT bool_and(EXISTS (SELECT FROM ledger_state AS k WHERE k.state = s.state))
                    FROM (SELECT DISTINCT state FROM entered) AS s),
           array_agg(e.unit), array_agg(e.state), array_agg(e.people)
    FROM entered AS e
$$;

-- `ledger_post` comes here when all lines lead from the world to known units in scope and known states, lawfully and
-- not in the future, with the counts `ledger_fresh` made. Returns true when all of them are posted; false, and nothing
-- is written, when the people are not one unbroken run of numbers, each written down under the unit they enter, or one
-- of them has a standing: then each line is looked at by itself.
CREATE OR REPLACE FUNCTION ledger_opened(
    p_entry bigint, p_occurred_on date, p_today date, p_persons bigint[], p_unit_to integer[], p_state_to integer[],
    p_units integer[], p_states integer[], p_counts bigint[]
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_count CONSTANT integer := cardinality(p_persons);
    v_first CONSTANT bigint := p_persons[1];
    v_last CONSTANT bigint := v_first + v_count - 1;
    v_table text;
    v_differs boolean;
BEGIN
    -- In an unbroken run a person's place in the arrays follows from the number, so nothing needs to be joined. As many
    -- agreeing people as lines can only be found when each line is a person of its own.
    IF v_count IS DISTINCT FROM (
        SELECT count(*) FROM people_person AS p
        WHERE p.person_id BETWEEN v_first AND v_last
          AND p_persons[p.person_id - v_first + 1] = p.person_id AND p_unit_to[p.person_id - v_first + 1] = p.unit_no
    ) THEN
        RETURN false;
    END IF;

    -- Arrays unnested in the list of columns are handed on row by row; in FROM they would be laid down first.
    BEGIN
        INSERT INTO ledger_standing (person_id, unit_no, state, effective_on, entry_id)
        SELECT unnest(p_persons), unnest(p_unit_to), unnest(p_state_to), p_occurred_on, p_entry;
    EXCEPTION WHEN unique_violation THEN
        RETURN false;
    END;

    INSERT INTO ledger_posting (person_id, entry_id, recorded_on, unit_from, state_from, unit_to, state_to, effective_on)
    SELECT unnest(p_persons), p_entry, p_today, 0, 0, unnest(p_unit_to), unnest(p_state_to), p_occurred_on;

    INSERT INTO ledger_delta (unit_no, effective_on, state, entry_id, amount)
    SELECT t.unit_no, p_occurred_on, t.state, p_entry, t.people
    FROM unnest(p_units, p_states, p_counts) AS t (unit_no, state, people)
    UNION ALL
    SELECT 0, p_occurred_on, 0, p_entry, -v_count;

    -- What else follows the standing hangs on people who are new, so there is rarely anything to set right.
    FOR v_table IN
        SELECT f.table_name FROM ledger_follower AS f WHERE f.table_name <> 'people_person' ORDER BY f.table_name
    LOOP
        EXECUTE format(
            'SELECT EXISTS (SELECT FROM %I AS f WHERE f.person_id BETWEEN $1 AND $2'
            ' AND f.unit_no <> ($3)[f.person_id - $1 + 1])', v_table
        ) INTO v_differs USING v_first, v_last, p_unit_to;
        IF v_differs THEN
            EXECUTE format(
                'UPDATE %I AS f SET unit_no = ($3)[f.person_id - $1 + 1]'
                ' WHERE f.person_id BETWEEN $1 AND $2 AND f.unit_no <> ($3)[f.person_id - $1 + 1]', v_table
            ) USING v_first, v_last, p_unit_to;
        END IF;
    END LOOP;
    RETURN true;
END
$$;

REVOKE ALL ON FUNCTION
    ledger_opened(bigint, date, date, bigint[], integer[], integer[], integer[], integer[], bigint[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_fresh(int4multirange, integer[], integer[]) FROM PUBLIC;
