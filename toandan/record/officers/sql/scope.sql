-- The scope a transaction works under, and who acts in it. Core SQL, PostgreSQL 15 or newer.
--
-- The program writes the scope into `toandan.scope` and its seal into `toandan.seal`; anybody may write there, so
-- neither is believed until the seal is checked. `pg_temp` stands last in every search path: left out, it would
-- stand first, and a temporary table could take the place of the key.

-- Returns the officer's number (0: no officer) when the seal holds for this process, moment and scope, else NULL.
-- A seal is good for transactions that began before it or within five minutes after it.
CREATE FUNCTION officers_sealed() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_scope text := coalesce(current_setting('toandan.scope', true), '');
    v_seal text := coalesce(current_setting('toandan.seal', true), '');
    v_said text[];
    v_right bytea;
BEGIN
    IF v_seal !~ '^[0-9]{1,12}\.[0-9]{1,18}\.[0-9a-f]{64}$' THEN
        RETURN NULL;
    END IF;
    v_said := string_to_array(v_seal, '.');
    IF v_said[1]::bigint < extract(epoch FROM now()) - 300 THEN
        RETURN NULL;
    END IF;
    SELECT sha256(k.outer_key || sha256(k.inner_key || convert_to(
        pg_backend_pid() || '.' || v_said[1] || '.' || v_said[2] || '.' || v_scope, 'UTF8'
    )))
    INTO v_right FROM officers_scope_key AS k;
    IF v_right IS DISTINCT FROM decode(v_said[3], 'hex') THEN
        RETURN NULL;
    END IF;
    RETURN v_said[2]::bigint;
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
    SELECT nullif(officers_sealed(), 0)
$$;

REVOKE ALL ON FUNCTION officers_sealed() FROM PUBLIC;
REVOKE ALL ON FUNCTION officers_scope() FROM PUBLIC;
REVOKE ALL ON FUNCTION officers_acting() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION officers_scope() TO toandan_app;
GRANT EXECUTE ON FUNCTION officers_acting() TO toandan_app;

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

-- An officer sees the journal of the units in scope, and what was done in the officer's own name anywhere.
CREATE POLICY journal_line_scope ON journal_line FOR SELECT TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false) OR actor_id = (SELECT officers_acting()));
