-- Search inside the caller's scope. Row-level security would keep the indexes from being used, so this
-- function runs as the tables' owner and applies the scope itself. Every part of it has a bounded cost:
--   a number    two short index ranges;
--   few people  up to `p_few` people in scope are read through (a few communes);
--   many people the words are looked up in the dictionary of names, in name order, then people by whole name;
--               scope and year narrow inside that index; at most `c_names` names are tried.
-- Names that begin as typed come first, then names that hold the words in any order; the last word may be a beginning.
-- A last row of NULL says that more was there than was looked through.

CREATE FUNCTION people_search(
    p_words text[], p_year integer, p_number text, p_within int4multirange, p_limit integer,
    p_few integer DEFAULT 60000
) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_custom_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET max_parallel_workers_per_gather = 0
AS $$
DECLARE
    c_names CONSTANT integer := 6000;
    v_scope int4multirange := officers_scope() * p_within;
    v_begin text := array_to_string(p_words, ' ');
    v_end text := v_begin || chr(1114111);
    v_last text := ' ' || p_words[cardinality(p_words)];
    v_back text := reverse(p_number);
    v_query tsquery;
    v_names text[];
    v_left integer := p_limit;
    v_next integer;
    v_step integer;
    v_got integer;
BEGIN
    IF isempty(v_scope) OR p_limit < 1 THEN
        RETURN;
    END IF;
    SELECT string_agg(
        '''' || replace(replace(word, '\', '\\'), '''', '''''') || '''' || CASE WHEN place = cardinality(p_words) THEN ':*' ELSE '' END,
        ' & ')::tsquery
    INTO v_query
    FROM unnest(p_words) WITH ORDINALITY AS typed (word, place);

    IF p_number <> '' THEN
        IF p_number !~ '^[0-9]{6,12}$' THEN
            RETURN;
        END IF;
        RETURN QUERY
            SELECT found.person_id
            FROM (
                SELECT p.* FROM people_person AS p
                WHERE reverse(p.personal_number) >= v_back AND reverse(p.personal_number) < v_back || ':'
                UNION
                SELECT p.* FROM people_person AS p
                WHERE reverse(p.old_number) >= v_back AND reverse(p.old_number) < v_back || ':'
            ) AS found
            WHERE found.unit_no <@ v_scope
              AND (p_year IS NULL OR found.birth_year = p_year)
              AND (v_query IS NULL OR array_to_tsvector(string_to_array(found.name_key, ' ')) @@ v_query)
            ORDER BY coalesce(found.personal_number = p_number, false) DESC,
                     found.name_key, found.birth_year, found.unit_no, found.person_id
            LIMIT p_limit;
        RETURN;
    END IF;
    IF v_query IS NULL THEN
        RETURN;
    END IF;

    SELECT count(*) INTO v_got
    FROM (
        SELECT FROM unnest(v_scope) AS span
        CROSS JOIN LATERAL (
            SELECT FROM people_person AS p
            WHERE p.unit_no >= lower(span) AND p.unit_no < upper(span)
            LIMIT p_few + 1
        ) AS counted
        LIMIT p_few + 1
    ) AS within;
    IF v_got <= p_few THEN
        RETURN QUERY
            SELECT near.person_id
            FROM unnest(v_scope) AS span
            CROSS JOIN LATERAL (
                SELECT p.person_id, p.name_key, p.birth_year, p.unit_no
                FROM people_person AS p
                WHERE p.unit_no >= lower(span) AND p.unit_no < upper(span)
                  AND (p_year IS NULL OR p.birth_year = p_year)
                  AND strpos(' ' || p.name_key, v_last) > 0
                  AND array_to_tsvector(string_to_array(p.name_key, ' ')) @@ v_query
                OFFSET 0  -- Keeps the range inside, where the index on units answers it.
            ) AS near
            ORDER BY starts_with(near.name_key, v_begin) DESC,
                     near.name_key, near.birth_year, near.unit_no, near.person_id
            LIMIT p_limit;
        RETURN;
    END IF;

    FOR v_phase IN 1..2 LOOP
        IF v_phase = 1 THEN
            v_names := ARRAY(
                SELECT n.name_key FROM people_name AS n
                WHERE n.name_key >= v_begin AND n.name_key < v_end
                ORDER BY n.name_key LIMIT c_names + 1);
        ELSE
            -- Materialised, or the limit would tempt the planner into reading the dictionary from end to end.
            v_names := ARRAY(
                WITH fitting AS MATERIALIZED (
                    SELECT n.name_key FROM people_name AS n
                    WHERE array_to_tsvector(string_to_array(n.name_key, ' ')) @@ v_query
                )
                SELECT fitting.name_key FROM fitting
                WHERE NOT starts_with(fitting.name_key, v_begin)
                ORDER BY fitting.name_key LIMIT c_names + 1);
        END IF;
        v_next := 1;
        v_step := 20;
        WHILE v_left > 0 AND v_next <= least(cardinality(v_names), c_names) LOOP
            RETURN QUERY
                SELECT hit.person_id
                FROM unnest(v_names[v_next : v_next + v_step - 1]) WITH ORDINALITY AS names (name_key, place)
                -- Span by span: a range is tested inside the index, a multirange only on the row itself.
                CROSS JOIN unnest(v_scope) AS span
                CROSS JOIN LATERAL (
                    SELECT p.person_id, p.birth_year, p.unit_no
                    FROM people_person AS p
                    WHERE p.name_key = names.name_key
                      AND (p_year IS NULL OR p.birth_year = p_year)
                      AND p.unit_no >= lower(span) AND p.unit_no < upper(span)
                    ORDER BY p.birth_year, p.unit_no, p.person_id
                    LIMIT v_left
                ) AS hit
                ORDER BY names.place, hit.birth_year, hit.unit_no, hit.person_id
                LIMIT v_left;
            GET DIAGNOSTICS v_got = ROW_COUNT;
            v_left := v_left - v_got;
            v_next := v_next + v_step;
            v_step := v_step * 4;
        END LOOP;
        IF v_left > 0 AND cardinality(v_names) > c_names THEN
            RETURN NEXT NULL::bigint;
            RETURN;
        END IF;
        EXIT WHEN v_left <= 0;
    END LOOP;
END
$$;

REVOKE ALL ON FUNCTION people_search(text[], integer, text, int4multirange, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_search(text[], integer, text, int4multirange, integer, integer) TO toandan_app;
