-- What the door thinks of lines, before and after it has moved people. Core SQL, PostgreSQL 15 or newer.

DROP FUNCTION IF EXISTS ledger_fault(
    bigint, bigint, bigint, integer, integer, integer, integer, boolean, int4multirange, boolean, boolean, boolean
);

-- Whether a number spells a state: `ledger_state` holds the same numbers with their words. Lines are looked at by the
-- number alone, for a look into the table would cost as much as writing the line down.
CREATE OR REPLACE FUNCTION ledger_known(p_state integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
    p_state / 10000 BETWEEN 1 AND 3 AND p_state / 1000 % 10 BETWEEN 1 AND 5 AND p_state / 100 % 10 BETWEEN 1 AND 5
    AND p_state % 100 <= 11, false
);

-- What can be told about a line without asking where the person stands: 0 is good, else the place of the reason in
-- `ledger_refusals`. Plain enough to be written out into the statement that calls it.
CREATE OR REPLACE FUNCTION ledger_fault(
    p_before bigint, p_person bigint, p_after bigint, p_unit_from integer, p_state_from integer, p_unit_to integer,
    p_state_to integer, p_future boolean, p_scope int4multirange, p_unit_known boolean, p_unlawful boolean
) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT (CASE
        WHEN p_person = p_before OR p_person = p_after THEN 1
        WHEN p_future THEN 2
        WHEN p_unit_from = p_unit_to AND p_state_from = p_state_to THEN 3
        WHEN (p_unit_from = 0 OR NOT p_unit_from <@ p_scope) AND (p_unit_to = 0 OR NOT p_unit_to <@ p_scope) THEN 4
        WHEN CASE p_unit_to WHEN 0 THEN p_state_to <> 0 WHEN p_unit_from THEN false ELSE NOT p_unit_known END THEN 5
        WHEN p_unit_to <> 0 AND NOT ledger_known(p_state_to) THEN 6
        WHEN p_unlawful THEN 7
        ELSE 0
    END)::smallint
$$;

-- Returns what can be told about each line from the lines alone, in their order, and the units they touch.
CREATE OR REPLACE FUNCTION ledger_judged(
    p_future boolean, p_scope int4multirange,
    p_persons bigint[], p_unit_from integer[], p_state_from integer[], p_unit_to integer[], p_state_to integer[],
    p_unlawful integer[], OUT o_why smallint[], OUT o_touched int4multirange
)
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_falls boolean;
BEGIN
    -- A place in an array is found at once, which arrays laid beside each other as a table are not.
    SELECT array_agg(l.why ORDER BY l.place), coalesce(range_agg(l.source), '{}') + range_agg(l.target), bool_or(l.falls)
    INTO o_why, o_touched, v_falls
    FROM (
        SELECT t.place,
            p_persons[t.place] IS NULL OR p_persons[t.place] < p_persons[t.place - 1] AS falls,
            CASE WHEN p_unit_from[t.place] <> p_unit_to[t.place]
                 THEN int4range(p_unit_from[t.place], p_unit_from[t.place], '[]') END AS source,
            int4range(p_unit_to[t.place], p_unit_to[t.place], '[]') AS target,
            ledger_fault(
                p_persons[t.place - 1], p_persons[t.place], p_persons[t.place + 1],
                p_unit_from[t.place], p_state_from[t.place], p_unit_to[t.place], p_state_to[t.place], p_future, p_scope,
                EXISTS (SELECT FROM units_unit AS k WHERE k.number = p_unit_to[t.place]), t.place = ANY(p_unlawful)
            ) AS why
        FROM generate_series(1, cardinality(p_persons)) AS t (place)
    ) AS l;
    IF v_falls THEN
        RAISE EXCEPTION 'lines come in rising order of person' USING ERRCODE = '22023';
    END IF;
    o_touched := o_touched - '{[0,0]}';
END
$$;

-- Whether a set is what a day's work brings: everybody in rising order, each staying in a unit of the scope, each led
-- lawfully from one state to another. Returns the units it touches; null where a line is anything else, and then each
-- line is judged by itself. Plain assignments and comparisons cost a fraction of the query that judges line by line.
CREATE OR REPLACE FUNCTION ledger_plain(
    p_scope int4multirange, p_persons bigint[], p_unit_from integer[], p_state_from integer[], p_unit_to integer[],
    p_state_to integer[]
) RETURNS int4multirange
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_touched int4multirange := '{}';
    v_unit integer := 0;
    v_before bigint := p_persons[1] - 1;
BEGIN
    IF p_unit_from <> p_unit_to THEN
        RETURN NULL;
    END IF;
    FOR i IN 1..cardinality(p_persons) LOOP
        IF (p_persons[i] > v_before AND p_state_from[i] <> p_state_to[i] AND ledger_known(p_state_to[i])) IS NOT TRUE THEN
            RETURN NULL;
        END IF;
        v_before := p_persons[i];
        IF p_unit_to[i] IS DISTINCT FROM v_unit THEN
            v_unit := p_unit_to[i];
            IF (v_unit <> 0 AND v_unit <@ p_scope) IS NOT TRUE THEN
                RETURN NULL;
            END IF;
            v_touched := v_touched + int4multirange(int4range(v_unit, v_unit, '[]'));
        END IF;
    END LOOP;
    RETURN v_touched;
END
$$;

-- Returns why every line outside `p_done` was refused, as JSON in the order of lines. Where a person stands instead is
-- told only to whom it lies in scope.
CREATE OR REPLACE FUNCTION ledger_refusals(p_persons bigint[], p_why smallint[], p_done integer[], p_scope int4multirange)
RETURNS jsonb
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    c_reasons CONSTANT text[] := ARRAY[
        'duplicate_line', 'future_day', 'nothing_changes', 'out_of_scope', 'unit_unknown', 'state_unknown',
        'not_lawful', 'not_in_register', 'standing_differs'
    ];
BEGIN
    RETURN (
        SELECT jsonb_agg(jsonb_build_object(
            'person', r.person, 'reason', c_reasons[r.why],
            'unit', CASE WHEN r.unit_no <@ p_scope THEN r.unit_no END,
            'state', CASE WHEN r.unit_no <@ p_scope THEN r.state END
        ) ORDER BY r.place)
        FROM (
            SELECT w.place, p_persons[w.place] AS person, s.unit_no, s.state,
                   CASE WHEN p_why[w.place] > 0 THEN p_why[w.place] WHEN s.unit_no <> 0 THEN 9 ELSE 8 END AS why
            FROM (
                SELECT generate_series(1, cardinality(p_persons)) AS place EXCEPT SELECT unnest(p_done)
            ) AS w
            LEFT JOIN ledger_standing AS s ON p_why[w.place] = 0 AND s.person_id = p_persons[w.place] AND s.unit_no <> 0
        ) AS r
    );
END
$$;

REVOKE ALL ON FUNCTION ledger_known(integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_fault(
    bigint, bigint, bigint, integer, integer, integer, integer, boolean, int4multirange, boolean, boolean
) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_judged(
    boolean, int4multirange, bigint[], integer[], integer[], integer[], integer[], integer[]
) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_plain(
    int4multirange, bigint[], integer[], integer[], integer[], integer[]
) FROM PUBLIC;
REVOKE ALL ON FUNCTION ledger_refusals(bigint[], smallint[], integer[], int4multirange) FROM PUBLIC;
