-- What assignments of help add to whoever acts. Core SQL, PostgreSQL 15 or newer.

-- The unit numbers that the unit of whoever acts is assigned to help today, where that officer's own role holds the word.
-- Which words are lent at all is for the policies that ask: `words.LENT` names the same ones to the program.
CREATE FUNCTION officers_lent(p_word text) RETURNS int4multirange
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_today CONSTANT date := (statement_timestamp() AT TIME ZONE '{time_zone}')::date;
    v_found int4multirange;
BEGIN
    IF officers_sealed() IS NULL OR officers_acting() IS NULL THEN
        RETURN '{}'::int4multirange;
    END IF;
    SELECT range_agg(int4range(helped.number, helped.last, '[]')) INTO v_found
    FROM officers_officer AS officer
    JOIN officers_post AS post ON post.officer_id = officer.id
    JOIN officers_role AS role ON role.role = post.role AND p_word = ANY (role.words)
    JOIN units_support AS support ON v_today BETWEEN support.since AND support.until
        AND coalesce(support.ended_on > v_today, true)
    JOIN units_unit AS helper ON helper.number = support.helper AND post.unit_no BETWEEN helper.number AND helper.last
    JOIN units_unit AS helped ON helped.number = support.helped
    WHERE officer.id = officers_acting() AND officer.is_active
      AND post.since <= statement_timestamp() AND coalesce(post.until > statement_timestamp(), true);
    RETURN coalesce(v_found, '{}');
END
$$;
REVOKE ALL ON FUNCTION officers_lent(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION officers_lent(text) TO toandan_app;
