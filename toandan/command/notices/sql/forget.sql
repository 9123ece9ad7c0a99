-- Letters that asked for a confirmation long ago are removed by the house. Core SQL, PostgreSQL 15 or newer.

-- Removes what is kept of first letters asked for before a moment; a wish that was confirmed stays so. A day's letters are
-- counted while it lasts, so nothing of the last two days may go. Returns how many.
CREATE FUNCTION notices_forget(p_before timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_many bigint;
BEGIN
    IF NOT directives_house() THEN
        RAISE EXCEPTION 'letters are removed by the house' USING ERRCODE = '42501';
    END IF;
    IF p_before > now() - interval '2 days' THEN
        RAISE EXCEPTION 'letters of these days are still counted' USING ERRCODE = '22023';
    END IF;
    DELETE FROM notices_confirmation AS c WHERE c.asked_at < p_before;
    GET DIAGNOSTICS v_many = ROW_COUNT;
    RETURN v_many;
END
$$;
REVOKE ALL ON FUNCTION notices_forget(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notices_forget(timestamptz) TO toandan_app;
