-- Details that are kept no longer than they are needed. Core SQL, PostgreSQL 15 or newer.

-- Removes what a body was shown to find a person by, from questions that have expired: the body sees them no longer, and
-- the police have the person's own page. What was asked and answered stays. Only the house does it.
CREATE FUNCTION verification_forget(p_today date) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_lines bigint;
BEGIN
    IF officers_acting() IS NOT NULL OR NOT 1 <@ officers_scope() THEN
        RAISE EXCEPTION 'details are removed by the house' USING ERRCODE = '42501';
    END IF;
    UPDATE verification_request SET full_name = '', birth = '', sex = '', parents = '', place = ''
    WHERE expires_on < least(p_today, ledger_today()) AND full_name <> '';
    GET DIAGNOSTICS v_lines = ROW_COUNT;
    RETURN v_lines;
END
$$;
REVOKE ALL ON FUNCTION verification_forget(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION verification_forget(date) TO toandan_app;
