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

-- Returns the actor the scope was sealed for, spelled as above, when the seal holds for this process, moment, actor and
-- scope, else NULL. A seal is good for transactions that began before it or within five minutes after it.
CREATE FUNCTION officers_sealed() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_scope text := coalesce(current_setting('toandan.scope', true), '');
    v_said text[] := string_to_array(current_setting('toandan.seal', true), '.');
    v_proof text;
BEGIN
    IF cardinality(v_said) IS DISTINCT FROM 4 THEN
        RETURN NULL;
    END IF;
    SELECT encode(sha256(k.outer_key || sha256(k.inner_key || convert_to(
        pg_backend_pid() || '.' || v_said[1] || '.' || v_said[2] || '.' || v_said[3] || '.' || v_scope, 'UTF8'
    ))), 'hex')
    INTO v_proof FROM officers_scope_key AS k;
    IF v_proof IS DISTINCT FROM v_said[4] THEN
        RETURN NULL;
    END IF;
    -- What is proven is of our own making and reads as a number; a pattern to make sure of that beforehand would cost
    -- twice the proof.
    IF v_said[1]::bigint < extract(epoch FROM now()) - 300 THEN
        RETURN NULL;
    END IF;
    RETURN v_said[2] || '.' || v_said[3];
END
$$;

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
GRANT SELECT, INSERT, UPDATE, DELETE ON officers_tries TO toandan_app;
GRANT SELECT, INSERT, DELETE ON officers_session TO toandan_app;
GRANT USAGE ON SEQUENCE officers_officer_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE officers_post_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE officers_client_id_seq TO toandan_app;

-- An account is changed by its officer, or where every post it holds lies in the caller's scope: a password that smuggled
-- SQL could set for headquarters would open more than any scope.
ALTER TABLE officers_officer ENABLE ROW LEVEL SECURITY;
CREATE POLICY officers_officer_read ON officers_officer FOR SELECT TO toandan_app USING (true);
CREATE POLICY officers_officer_add ON officers_officer FOR INSERT TO toandan_app
WITH CHECK (NOT isempty((SELECT officers_scope())));
CREATE POLICY officers_officer_change ON officers_officer FOR UPDATE TO toandan_app
USING (id = (SELECT officers_acting()) OR NOT isempty((SELECT officers_scope())) AND NOT EXISTS (
    SELECT FROM officers_post AS post
    WHERE post.officer_id = officers_officer.id AND post.since <= now() AND coalesce(post.until > now(), true)
      AND NOT post.unit_no <@ (SELECT officers_scope())
));

-- Posts and clients are read before there is a scope, which is made of them. They are given and ended inside the scope
-- only, by whoever it was sealed for: what smuggled SQL could give itself elsewhere would be a scope of its own.
ALTER TABLE officers_post ENABLE ROW LEVEL SECURITY;
CREATE POLICY officers_post_read ON officers_post FOR SELECT TO toandan_app USING (true);
CREATE POLICY officers_post_give ON officers_post FOR INSERT TO toandan_app
WITH CHECK (
    coalesce(unit_no <@ (SELECT officers_scope()), false) AND officers_acts((SELECT officers_acting()), granted_by)
);
CREATE POLICY officers_post_end ON officers_post FOR UPDATE TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));
ALTER TABLE officers_client ENABLE ROW LEVEL SECURITY;
CREATE POLICY officers_client_read ON officers_client FOR SELECT TO toandan_app USING (true);
CREATE POLICY officers_client_give ON officers_client FOR INSERT TO toandan_app
WITH CHECK (
    coalesce(unit_no <@ (SELECT officers_scope()), false) AND officers_acts((SELECT officers_acting()), granted_by)
);
CREATE POLICY officers_client_end ON officers_client FOR UPDATE TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false));

-- An officer sees the journal of the units in scope, and what was done in the officer's own name anywhere.
CREATE POLICY journal_line_scope ON journal_line FOR SELECT TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false) OR actor_id = (SELECT officers_acting()));
