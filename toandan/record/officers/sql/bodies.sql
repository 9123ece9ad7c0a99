-- Whoever manages accounts of a territory manages those of its bodies, also of one that came to it when units merged and kept
-- its number. Core SQL, PostgreSQL 15 or newer.
CREATE OR REPLACE FUNCTION officers_may(p_word text) RETURNS int4multirange
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
    v_found := coalesce(v_found, '{}');
    IF p_word = 'officers.officer.manage' THEN
        SELECT v_found + coalesce(range_agg(int4range(body.number, body.number, '[]')), '{}') INTO v_found
        FROM units_body AS body WHERE body.territory <@ v_found AND NOT body.number <@ v_found;
    END IF;
    RETURN v_found;
END
$$;
