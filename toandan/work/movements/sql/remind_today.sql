-- Reminding by the database's own day. Core SQL, PostgreSQL 15 or newer.
DROP FUNCTION movements_remind(date, date);

-- Puts today on every open list of the caller's units that is late, or due in `p_notice` days or fewer, and was not
-- reminded of today; returns those. What day it is nobody says but the database: a day to come, written by a caller,
-- would keep reminders off until then. Nobody may write the column.
CREATE FUNCTION movements_remind(p_notice integer) RETURNS SETOF bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF p_notice IS NULL OR p_notice NOT BETWEEN 0 AND 31 THEN
        RAISE EXCEPTION 'a list is reminded of a month before its day at most' USING ERRCODE = '22023';
    END IF;
    RETURN QUERY
    UPDATE movements_list SET reminded_on = ledger_today()
    WHERE state = 'sent' AND due_on <= ledger_today() + p_notice AND sender_no <@ officers_scope()
      AND (reminded_on IS NULL OR reminded_on < ledger_today())
    RETURNING list_id;
END
$$;
REVOKE ALL ON FUNCTION movements_remind(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION movements_remind(integer) TO toandan_app;
