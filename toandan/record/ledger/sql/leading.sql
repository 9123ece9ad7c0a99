-- People of one unit led to another in the standings they are in, as when units merge. Core SQL, PostgreSQL 15 or newer.

-- `ledger_post` comes here when all lines lead from one unit to one other and change no state. Returns true when all of
-- them are posted; false, and nothing is written, when somebody does not stand where the line says, people do not rise
-- from line to line, or a later entry was quicker at one of them: then each line is looked at by itself.
--
-- People are met in the order of the key, so locks are taken as everywhere; what is met is held against the lines.
CREATE FUNCTION ledger_led(
    p_entry bigint, p_occurred_on date, p_today date, p_persons bigint[], p_from integer, p_to integer, p_states integer[]
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_persons bigint[];
    v_states integer[];
    v_raced boolean;
    v_table text;
BEGIN
    BEGIN
        WITH moved AS (
            UPDATE ledger_standing AS s
            SET unit_no = p_to,
                effective_on = greatest(s.effective_on, p_occurred_on), entry_id = greatest(s.entry_id, p_entry)
            WHERE s.person_id = ANY(p_persons) AND s.unit_no = p_from
            RETURNING s.person_id, s.state, s.effective_on, s.entry_id
        ), posted AS (
            INSERT INTO ledger_posting
                (person_id, entry_id, recorded_on, unit_from, state_from, unit_to, state_to, effective_on)
            SELECT m.person_id, p_entry, p_today, p_from, m.state, p_to, m.state, m.effective_on FROM moved AS m
        ), counted AS (
            SELECT m.effective_on, m.state, count(*) AS people FROM moved AS m GROUP BY m.effective_on, m.state
        ), changed AS (
            INSERT INTO ledger_delta (unit_no, effective_on, state, entry_id, amount)
            SELECT p_from, c.effective_on, c.state, p_entry, -c.people FROM counted AS c
            UNION ALL
            SELECT p_to, c.effective_on, c.state, p_entry, c.people FROM counted AS c
        )
        SELECT array_agg(m.person_id), array_agg(m.state), bool_or(m.entry_id <> p_entry)
        INTO v_persons, v_states, v_raced FROM moved AS m;
        IF v_raced IS NOT FALSE OR v_persons IS DISTINCT FROM p_persons OR v_states IS DISTINCT FROM p_states THEN
            RAISE EXCEPTION 'each line is looked at by itself' USING ERRCODE = 'TD003';
        END IF;
    EXCEPTION WHEN SQLSTATE 'TD003' THEN
        RETURN false;
    END;

    -- People stand in a query of their own, so that planning does not weigh each number by itself.
    FOR v_table IN SELECT f.table_name FROM ledger_follower AS f ORDER BY f.table_name LOOP
        EXECUTE format(
            'UPDATE %I AS f SET unit_no = $2 WHERE f.person_id = ANY((SELECT $1)::bigint[]) AND f.unit_no <> $2', v_table
        ) USING p_persons, p_to;
    END LOOP;
    RETURN true;
END
$$;

REVOKE ALL ON FUNCTION ledger_led(bigint, date, date, bigint[], integer, integer, integer[]) FROM PUBLIC;
