-- Who activates accounts at a session, and whom they see there. Core SQL, PostgreSQL 15 or newer.
--
-- A helper of a body outside the police stands in no unit of the police: no policy lets them see anybody. What they need is
-- handed out by these functions alone, for the one session they were named for, while it runs.
CREATE SEQUENCE sessions_activation_id_seq AS bigint OWNED BY sessions_activation.activation_id;
GRANT USAGE ON SEQUENCE sessions_activation_id_seq TO toandan_app;
GRANT SELECT, INSERT ON sessions_activation TO toandan_app;
GRANT UPDATE (undone_entry, undone_at, undone_by, undone_key) ON sessions_activation TO toandan_app;
GRANT UPDATE (username) ON sessions_helper TO toandan_app;
INSERT INTO ledger_follower (table_name) VALUES ('sessions_activation');

-- Whether whoever acts may activate accounts at a session: by their word at its unit or at one that theirs helps, or as the
-- helper its body named by this account, on its day, while it is open.
CREATE FUNCTION sessions_activates(p_session bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM sessions_session AS s WHERE s.session_id = p_session AND s.kind = 'activation' AND (
            coalesce(s.unit_no <@ ((SELECT officers_may('sessions.account.activate'))
                + (SELECT officers_lent('sessions.account.activate'))), false)
            OR s.state = 'open' AND s.day = ledger_today() AND EXISTS (
                SELECT FROM sessions_helper AS h
                JOIN officers_officer AS o ON o.username = h.username AND o.is_active
                WHERE h.session_id = s.session_id AND h.state = 'confirmed' AND o.id = (SELECT officers_acting())
                  AND coalesce(h.body_no <@ (SELECT officers_may('sessions.account.help')), false)
            )
        )
    )
$$;

-- The session as whoever activates accounts there may know it; nothing for anybody else. With `p_lock` it stays as it is
-- until the transaction ends, so that nobody is activated under the code of a session that is just being closed.
CREATE FUNCTION sessions_account_door(p_code text, p_lock boolean)
RETURNS TABLE (o_session bigint, o_unit integer, o_state text, o_day date, o_shift text, o_place text, o_address text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF p_lock THEN
        PERFORM FROM sessions_session AS s WHERE s.code = p_code FOR SHARE;
    END IF;
    RETURN QUERY
        SELECT s.session_id, s.unit_no, s.state, s.day, s.shift, p.name, p.address
        FROM sessions_session AS s JOIN sessions_place AS p ON p.place_id = s.place_id
        WHERE s.code = p_code AND sessions_activates(s.session_id);
END
$$;

-- The people a session of activation expects: those of its unit who were given an account and have not activated it, and
-- those whose account was activated under its code. The number is masked here. `p_person` asks for one of them alone,
-- `p_words` for names with all these beginnings of words. The hundreds of a state are the electronic account.
CREATE FUNCTION sessions_expected(
    p_session bigint, p_person bigint, p_words text[], p_active boolean, p_skip integer, p_limit integer
)
RETURNS TABLE (o_person bigint, o_unit integer, o_state integer, o_name text, o_year smallint, o_month smallint,
               o_day smallint, o_number text, o_activation bigint, o_many bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT p.person_id, s.unit_no, s.state, p.full_name, p.birth_year, p.birth_month, p.birth_day,
           repeat('•', greatest(length(p.personal_number) - 4, 0)) || right(p.personal_number, 4),
           a.activation_id, count(*) OVER ()
    FROM sessions_session AS at
    JOIN ledger_standing AS s ON s.unit_no = at.unit_no
    JOIN people_person AS p ON p.person_id = s.person_id
    LEFT JOIN LATERAL (
        SELECT made.activation_id FROM sessions_activation AS made
        WHERE made.person_id = s.person_id AND made.session_id = at.session_id AND made.undone_at IS NULL
        ORDER BY made.activation_id DESC LIMIT 1
    ) AS a ON true
    WHERE at.session_id = p_session AND sessions_activates(at.session_id)
      AND CASE WHEN p_active THEN a.activation_id IS NOT NULL AND s.state / 100 % 10 = {activated}
          ELSE s.state / 100 % 10 = {granted} END
      AND (p_person IS NULL OR s.person_id = p_person)
      AND NOT EXISTS (SELECT FROM unnest(p_words) AS w (word) WHERE strpos(' ' || p.name_key, ' ' || w.word) = 0)
    ORDER BY p.name_key, p.person_id OFFSET p_skip LIMIT least(p_limit, 100)
$$;

-- The sessions of activation that whoever acts was named for as a helper, from today on.
CREATE FUNCTION sessions_helping()
RETURNS TABLE (o_code text, o_state text, o_day date, o_shift text, o_place text, o_address text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT DISTINCT s.code, s.state, s.day, s.shift, p.name, p.address
    FROM sessions_helper AS h
    JOIN officers_officer AS o ON o.username = h.username AND o.is_active AND o.id = (SELECT officers_acting())
    JOIN sessions_session AS s ON s.session_id = h.session_id AND s.kind = 'activation' AND s.state <> 'cancelled'
    JOIN sessions_place AS p ON p.place_id = s.place_id
    WHERE h.state = 'confirmed' AND s.day >= ledger_today()
      AND coalesce(h.body_no <@ (SELECT officers_may('sessions.account.help')), false)
    ORDER BY s.day, s.shift, s.code
$$;

REVOKE ALL ON FUNCTION sessions_activates(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION sessions_account_door(text, boolean) FROM PUBLIC;
REVOKE ALL ON FUNCTION sessions_expected(bigint, bigint, text[], boolean, integer, integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION sessions_helping() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sessions_activates(bigint) TO toandan_app;
GRANT EXECUTE ON FUNCTION sessions_account_door(text, boolean) TO toandan_app;
GRANT EXECUTE ON FUNCTION sessions_expected(bigint, bigint, text[], boolean, integer, integer) TO toandan_app;
GRANT EXECUTE ON FUNCTION sessions_helping() TO toandan_app;

-- An activation is signed by whoever the scope was sealed for: at a session by those who may there, else by the word at
-- the unit where the person stands.
ALTER TABLE sessions_activation ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_activation_scope ON sessions_activation TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY sessions_activation_own ON sessions_activation AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(actor_id, actor)
    AND EXISTS (SELECT FROM people_person AS p
        WHERE p.person_id = sessions_activation.person_id AND p.unit_no = sessions_activation.unit_no)
    AND CASE WHEN session_id IS NULL
        THEN coalesce(unit_no <@ (SELECT officers_may('sessions.account.activate')), false)
        ELSE sessions_activates(session_id) END);
CREATE POLICY sessions_activation_undo ON sessions_activation AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (CASE WHEN session_id IS NULL
    THEN coalesce(unit_no <@ (SELECT officers_may('sessions.account.activate')), false)
    ELSE sessions_activates(session_id) END);
