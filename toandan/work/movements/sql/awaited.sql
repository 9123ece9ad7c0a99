-- Who waits on an open list, told to whoever answers for them, though a unit above may have sent it. Core SQL.

-- Lists are read by their two units; without this a commune would put people on a list of its own whom its district has
-- notified of already, and learn at sending only that somebody among them cannot be.
CREATE FUNCTION movements_awaited(p_persons bigint[])
RETURNS TABLE (o_person bigint, o_unit integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT l.person_id, l.from_no FROM movements_line AS l
    WHERE l.person_id = ANY(p_persons) AND l.state = 'pending' AND l.from_no <@ officers_scope()
$$;
REVOKE ALL ON FUNCTION movements_awaited(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION movements_awaited(bigint[]) TO toandan_app;
