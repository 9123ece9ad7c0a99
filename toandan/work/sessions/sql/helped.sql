-- Whose a kit is that a helping unit lends: told to whoever plans at the helped unit, for days of the assignment, and to nobody
-- else. The policies of equipment show a helped unit no device of its helper, and need not. Core SQL, PostgreSQL 15 or newer.

-- The unit that has the kit on a day, by an agreed loan or by ownership, if it is assigned to help `p_at` on that day and not
-- for people registered there temporarily alone. No row for any other kit, day or caller, so that nobody learns what others have.
CREATE FUNCTION sessions_helping_kit(p_kit text, p_at integer, p_day date) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT kept.holder
    FROM (
        SELECT coalesce(
            (SELECT l.borrower_no FROM equipment_loan AS l
             WHERE l.device_id = d.device_id AND l.state = 'agreed'
               AND (p_day BETWEEN l.since AND l.until OR l.until < ledger_today() AND d.unit_no = l.borrower_no)
             ORDER BY l.since LIMIT 1), d.home_no) AS holder
        FROM equipment_device AS d
        WHERE d.serial = p_kit AND d.kind = 'kit' AND d.state <> 'retired'
    ) AS kept
    WHERE coalesce(p_at <@ (SELECT officers_may('sessions.session.plan')), false) AND EXISTS (
        SELECT FROM units_support AS s
        JOIN units_unit AS helper ON helper.number = s.helper
        JOIN units_unit AS helped ON helped.number = s.helped
        WHERE p_day BETWEEN s.since AND s.until AND coalesce(s.ended_on > p_day, true) AND NOT s.temporary_only
          AND kept.holder BETWEEN helper.number AND helper.last AND p_at BETWEEN helped.number AND helped.last
    )
$$;
REVOKE ALL ON FUNCTION sessions_helping_kit(text, integer, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sessions_helping_kit(text, integer, date) TO toandan_app;
