-- Everybody new at once, as when a register is opened. Core SQL, PostgreSQL 15 or newer.

-- Returns the units that people enter, and whether all of them are known and in scope and all the states are known.
CREATE FUNCTION ledger_fresh(
    p_scope int4multirange, p_unit_to integer[], p_state_to integer[], OUT o_touched int4multirange, OUT o_fits boolean
)
LANGUAGE sql STABLE
AS $$
    SELECT range_agg(int4range(u.unit, u.unit, '[]')),
           bool_and(u.unit <@ p_scope AND EXISTS (SELECT FROM units_unit AS k WHERE k.number = u.unit))
               AND (SELECT bool_and(EXISTS (SELECT FROM ledger_state AS k WHERE k.state = s.state))
                    FROM (SELECT DISTINCT unnest(p_state_to) AS state) AS s)
    FROM (SELECT DISTINCT unnest(p_unit_to) AS unit) AS u
$$;

-- `ledger_post` comes here when all lines lead from the world to known units in scope and known states, lawfully and
-- not in the future. Returns true when all of them are posted; false, and nothing is written, when the people are not
-- one unbroken run of numbers of the register, or one of them has a standing: then each line is looked at by itself.
CREATE FUNCTION ledger_opened(
    p_entry bigint, p_occurred_on date, p_today date, p_persons bigint[], p_unit_to integer[], p_state_to integer[]
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
    -- In an unbroken run a person's place in the arrays follows from the number, so nothing needs to be joined.
    IF v_first IS NULL OR p_persons IS DISTINCT FROM (SELECT array_agg(n) FROM generate_series(v_first, v_last) AS n)
       OR (SELECT count(*) FROM people_person AS p WHERE p.person_id BETWEEN v_first AND v_last) <> v_count THEN
        RETURN false;
    END IF;

    BEGIN
        INSERT INTO ledger_standing (person_id, unit_no, state, effective_on, entry_id)
        SELECT t.person, t.unit_to, t.state_to, p_occurred_on, p_entry
        FROM unnest(p_persons, p_unit_to, p_state_to) AS t (person, unit_to, state_to);
    EXCEPTION WHEN unique_violation THEN
        RETURN false;
    END;

    INSERT INTO ledger_posting (person_id, entry_id, recorded_on, unit_from, state_from, unit_to, state_to, effective_on)
    SELECT t.person, p_entry, p_today, 0, 0, t.unit_to, t.state_to, p_occurred_on
    FROM unnest(p_persons, p_unit_to, p_state_to) AS t (person, unit_to, state_to);

    INSERT INTO ledger_delta (unit_no, effective_on, state, entry_id, amount)
    SELECT t.unit_to, p_occurred_on, t.state_to, p_entry, count(*)
    FROM unnest(p_unit_to, p_state_to) AS t (unit_to, state_to) GROUP BY t.unit_to, t.state_to
    UNION ALL
    SELECT 0, p_occurred_on, 0, p_entry, -v_count;

    -- New people are written down under the unit they enter, so there is rarely anything to set right.
    FOR v_table IN SELECT f.table_name FROM ledger_follower AS f ORDER BY f.table_name LOOP
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

REVOKE ALL ON FUNCTION ledger_opened(bigint, date, date, bigint[], integer[], integer[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_fresh(int4multirange, integer[], integer[]) FROM PUBLIC;
