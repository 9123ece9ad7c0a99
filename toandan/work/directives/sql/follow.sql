-- A committee that was given another territory keeps its members and meetings there. Core SQL, PostgreSQL 15 or newer.

-- Lets members and meetings name the territory their committee has by now. Whoever adds bodies to that territory may do this.
-- Returns how many rows it was.
CREATE FUNCTION directives_follow_committee(p_committee integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_territory integer;
    v_members bigint;
    v_meetings bigint;
BEGIN
    SELECT b.territory INTO v_territory FROM units_body AS b WHERE b.number = p_committee;
    IF NOT coalesce(v_territory <@ officers_may('units.body.add'), false) THEN
        RAISE EXCEPTION 'a committee is kept by whoever adds bodies to its territory' USING ERRCODE = '42501';
    END IF;
    UPDATE directives_member SET territory_no = v_territory WHERE committee_no = p_committee AND territory_no <> v_territory;
    GET DIAGNOSTICS v_members = ROW_COUNT;
    UPDATE directives_meeting SET territory_no = v_territory WHERE committee_no = p_committee AND territory_no <> v_territory;
    GET DIAGNOSTICS v_meetings = ROW_COUNT;
    RETURN v_members + v_meetings;
END
$$;
REVOKE ALL ON FUNCTION directives_follow_committee(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directives_follow_committee(integer) TO toandan_app;
