-- The scope a transaction works under, and who acts in it. Core SQL, PostgreSQL 15 or newer.
--
-- The program writes the scope into `toandan.scope` and its seal into `toandan.seal`; anybody may write there, so
-- neither is believed until the seal is checked. `pg_temp` stands last in every search path: left out, it would
-- stand first, and a temporary table could take the place of the key.

-- An actor as a seal spells it: the officer's number (0: no officer), and a digest of the name. Plain enough to be
-- written out into whatever calls it.
CREATE FUNCTION officers_spelled(p_actor_id bigint, p_actor text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(p_actor_id, 0) || '.' || left(encode(sha256(convert_to(p_actor, 'UTF8')), 'hex'), 32);

-- Unit numbers in scope; nothing at all when the seal is absent or forged.
CREATE FUNCTION officers_scope() RETURNS int4multirange
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF officers_sealed() IS NULL THEN
        RETURN '{}'::int4multirange;
    END IF;
    RETURN current_setting('toandan.scope')::int4multirange;
END
$$;

-- The officer who acts; NULL when nobody does, or the seal is absent or forged.
CREATE FUNCTION officers_acting() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT nullif(split_part(officers_sealed(), '.', 1)::bigint, 0)
$$;

-- Whether this actor is whoever the scope was sealed for; policies ask it of rows that say who wrote them.
CREATE FUNCTION officers_acts(p_actor_id bigint, p_actor text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN coalesce(officers_sealed() = officers_spelled(p_actor_id, p_actor), false);
END
$$;

-- The unit numbers where whoever acts holds a permission word: by the posts held now, or by what a client was given. The
-- house holds every word everywhere. Policies ask it of what would open a scope to whoever writes it.
CREATE FUNCTION officers_may(p_word text) RETURNS int4multirange
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_sealed text := officers_sealed();
    v_found int4multirange;
    v_clients bigint;
BEGIN
    IF v_sealed IS NULL THEN
        RETURN '{}'::int4multirange;
    END IF;
    IF officers_acting() IS NULL THEN
        SELECT range_agg(int4range(unit.number, unit.last, '[]')) FILTER (WHERE p_word = ANY (client.permissions)), count(*)
        INTO v_found, v_clients
        FROM officers_client AS client JOIN units_unit AS unit ON unit.number = client.unit_no
        WHERE officers_spelled(NULL, 'client:' || client.name) = v_sealed;
        RETURN CASE WHEN v_clients = 0 THEN officers_scope() ELSE coalesce(v_found, '{}') END;
    END IF;
    -- A body outside the police is no unit of the hierarchy; its post reaches its own number alone.
    SELECT range_agg(int4range(post.unit_no, coalesce(unit.last, post.unit_no), '[]')) INTO v_found
    FROM officers_officer AS officer
    JOIN officers_post AS post ON post.officer_id = officer.id
    JOIN officers_role AS role ON role.role = post.role AND p_word = ANY (role.words)
    LEFT JOIN units_unit AS unit ON unit.number = post.unit_no
    WHERE officer.id = officers_acting() AND officer.is_active
      AND post.since <= statement_timestamp() AND coalesce(post.until > statement_timestamp(), true);
    RETURN coalesce(v_found, '{}');
END
$$;

-- Whether an account is that of the officer who acts, or every post it holds lies where that officer manages accounts.
CREATE FUNCTION officers_keeps(p_officer bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_managed int4multirange;
BEGIN
    IF p_officer = officers_acting() THEN
        RETURN true;
    END IF;
    v_managed := officers_may('officers.officer.manage');
    RETURN NOT isempty(v_managed) AND NOT EXISTS (
        SELECT FROM officers_post AS post
        WHERE post.officer_id = p_officer AND post.since <= statement_timestamp()
          AND coalesce(post.until > statement_timestamp(), true) AND NOT post.unit_no <@ v_managed
    );
END
$$;

-- Counts a try to sign in, and says how many there were in this span of time and when it began. Nobody is signed in yet,
-- so there is no scope to ask: what protects a count is its subject, a keyed digest that only the program can make and
-- nobody can read here.
CREATE FUNCTION officers_count_try(p_subject bytea, p_now timestamptz, p_ended timestamptz)
RETURNS TABLE (failures integer, since timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN QUERY
        INSERT INTO officers_tries AS t (subject, since, failures) VALUES (p_subject, p_now, 1)
        ON CONFLICT (subject) DO UPDATE SET
            since = CASE WHEN t.since <= p_ended THEN p_now ELSE t.since END,
            failures = CASE WHEN t.since <= p_ended THEN 1 ELSE t.failures + 1 END
        RETURNING t.failures, t.since;
END
$$;

-- Takes back what was counted against a subject: one try, or all of them.
CREATE FUNCTION officers_forgive_try(p_subject bytea, p_all boolean) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    UPDATE officers_tries AS t SET failures = CASE WHEN p_all THEN 0 ELSE greatest(t.failures - 1, 0) END
    WHERE t.subject = p_subject
$$;

REVOKE ALL ON FUNCTION officers_may(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION officers_keeps(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION officers_count_try(bytea, timestamptz, timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION officers_forgive_try(bytea, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION officers_may(text) TO toandan_app;
GRANT EXECUTE ON FUNCTION officers_keeps(bigint) TO toandan_app;
GRANT EXECUTE ON FUNCTION officers_count_try(bytea, timestamptz, timestamptz) TO toandan_app;
GRANT EXECUTE ON FUNCTION officers_forgive_try(bytea, boolean) TO toandan_app;

REVOKE ALL ON FUNCTION officers_spelled(bigint, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION officers_acts(bigint, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION officers_sealed() FROM PUBLIC;
REVOKE ALL ON FUNCTION officers_scope() FROM PUBLIC;
REVOKE ALL ON FUNCTION officers_acting() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION officers_scope() TO toandan_app;
GRANT EXECUTE ON FUNCTION officers_acting() TO toandan_app;
GRANT EXECUTE ON FUNCTION officers_acts(bigint, text) TO toandan_app;

GRANT SELECT ON officers_officer TO toandan_app;
GRANT INSERT ON officers_officer TO toandan_app;
GRANT UPDATE (password, display_name, language, is_active) ON officers_officer TO toandan_app;
GRANT SELECT, INSERT ON officers_post TO toandan_app;
GRANT UPDATE (until) ON officers_post TO toandan_app;
GRANT SELECT, INSERT ON officers_client TO toandan_app;
GRANT UPDATE (until) ON officers_client TO toandan_app;
GRANT SELECT, INSERT, DELETE ON officers_session TO toandan_app;
GRANT USAGE ON SEQUENCE officers_officer_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE officers_post_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE officers_client_id_seq TO toandan_app;

-- An account is changed by its officer, or by who manages accounts wherever it holds a post: a password that smuggled SQL
-- could set for headquarters would open more than any scope.
ALTER TABLE officers_officer ENABLE ROW LEVEL SECURITY;
CREATE POLICY officers_officer_read ON officers_officer FOR SELECT TO toandan_app USING (true);
CREATE POLICY officers_officer_add ON officers_officer FOR INSERT TO toandan_app
WITH CHECK (NOT isempty((SELECT officers_may('officers.officer.manage'))));
CREATE POLICY officers_officer_change ON officers_officer FOR UPDATE TO toandan_app USING (officers_keeps(id));

-- Second factors are read before anybody is signed in, and kept with the account. The table is the library's, which is
-- granted with the others the house does not own.
ALTER TABLE mfa_authenticator ENABLE ROW LEVEL SECURITY;
CREATE POLICY mfa_authenticator_read ON mfa_authenticator FOR SELECT TO toandan_app USING (true);
CREATE POLICY mfa_authenticator_add ON mfa_authenticator FOR INSERT TO toandan_app WITH CHECK (officers_keeps(user_id));
CREATE POLICY mfa_authenticator_change ON mfa_authenticator FOR UPDATE TO toandan_app USING (officers_keeps(user_id));
CREATE POLICY mfa_authenticator_remove ON mfa_authenticator FOR DELETE TO toandan_app USING (officers_keeps(user_id));

-- Everybody sees, opens and ends the own sessions.
ALTER TABLE officers_session ENABLE ROW LEVEL SECURITY;
CREATE POLICY officers_session_own ON officers_session TO toandan_app USING (officer_id = (SELECT officers_acting()));

-- Posts and clients are read before there is a scope, which is made of them. They are given and ended by whoever manages
-- accounts at the unit, and in no other name than the seal's: what smuggled SQL could give itself would be a scope of its
-- own. Nobody gives a client a word they do not hold there.
ALTER TABLE officers_post ENABLE ROW LEVEL SECURITY;
CREATE POLICY officers_post_read ON officers_post FOR SELECT TO toandan_app USING (true);
CREATE POLICY officers_post_give ON officers_post FOR INSERT TO toandan_app
WITH CHECK (
    unit_no <@ (SELECT officers_may('officers.officer.manage')) AND officers_acts((SELECT officers_acting()), granted_by)
);
CREATE POLICY officers_post_end ON officers_post FOR UPDATE TO toandan_app
USING (unit_no <@ (SELECT officers_may('officers.officer.manage')));
ALTER TABLE officers_client ENABLE ROW LEVEL SECURITY;
CREATE POLICY officers_client_read ON officers_client FOR SELECT TO toandan_app USING (true);
CREATE POLICY officers_client_give ON officers_client FOR INSERT TO toandan_app
WITH CHECK (
    unit_no <@ (SELECT officers_may('officers.officer.manage')) AND officers_acts((SELECT officers_acting()), granted_by)
    AND NOT EXISTS (SELECT FROM unnest(permissions) AS given (word) WHERE NOT unit_no <@ officers_may(given.word))
);
CREATE POLICY officers_client_end ON officers_client FOR UPDATE TO toandan_app
USING (unit_no <@ (SELECT officers_may('officers.officer.manage')));

-- An officer sees the journal of the units in scope, and what was done in the officer's own name anywhere.
CREATE POLICY journal_line_scope ON journal_line FOR SELECT TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false) OR actor_id = (SELECT officers_acting()));
