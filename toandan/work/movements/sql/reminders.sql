-- The day a list was last reminded of. Core SQL, PostgreSQL 15 or newer.

-- Puts today on every open list of the caller's units that is late or due by `p_last` and was not reminded of today;
-- returns those. The receiver cannot keep a reminder off by writing the day there itself: nobody may write the column.
CREATE FUNCTION movements_remind(p_today date, p_last date) RETURNS SETOF bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    UPDATE movements_list SET reminded_on = p_today
    WHERE state = 'sent' AND due_on <= p_last AND sender_no <@ officers_scope()
      AND (reminded_on IS NULL OR reminded_on < p_today)
    RETURNING list_id
$$;
REVOKE ALL ON FUNCTION movements_remind(date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION movements_remind(date, date) TO toandan_app;
