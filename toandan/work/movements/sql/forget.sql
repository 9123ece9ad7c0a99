-- Details that are kept no longer than they are needed. Core SQL, PostgreSQL 15 or newer.

-- Removes what tells who somebody is from the lines of lists that were closed before `p_before`; numbers, states and
-- reasons stay, and with them every statement. Returns how many lists and lines. Only the house does it: officers may
-- not change these columns at all, and nobody may do so on a list that is not old.
CREATE FUNCTION movements_forget(p_before timestamptz, p_now timestamptz)
RETURNS TABLE (o_lists bigint, o_lines bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF officers_acting() IS NOT NULL OR NOT 1 <@ officers_scope() THEN
        RAISE EXCEPTION 'details are removed by the house' USING ERRCODE = '42501';
    END IF;
    IF p_before > now() - interval '1 day' THEN
        RAISE EXCEPTION 'details of a list closed today are still needed' USING ERRCODE = '22023';
    END IF;
    RETURN QUERY
    WITH old AS (
        UPDATE movements_list SET details_removed_at = p_now
        WHERE closed_at < p_before AND details_removed_at IS NULL AND state NOT IN ('draft', 'sent')
        RETURNING list_id
    ), lines AS (
        UPDATE movements_line AS l
        SET full_name = '', birth = '', sex = '', masked_number = '', present_address = '', phone = '', note = ''
        FROM old WHERE l.list_id = old.list_id
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM old), (SELECT count(*) FROM lines);
END
$$;
REVOKE ALL ON FUNCTION movements_forget(timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION movements_forget(timestamptz, timestamptz) TO toandan_app;
