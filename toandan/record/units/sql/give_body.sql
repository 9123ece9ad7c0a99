-- A body whose territory ended and that nobody carries on is given another one by decision. Core SQL, PostgreSQL 15 or newer.
GRANT SELECT ON units_bodymove TO toandan_app;

-- Gives a body to the territory that it answers for from now on, and keeps who decided so and why. Whoever adds bodies there
-- may do this, when the old territory was theirs too, or went with the unit above it into one that is theirs. A committee
-- gives tasks to everybody of its territory, so it gets none that is wider. Returns whether anything was written: the same
-- key again writes nothing.
CREATE FUNCTION units_give_body(
    p_body integer, p_territory integer, p_reason text, p_key uuid, p_at timestamptz, p_actor text
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('units.body.add');
    v_body units_body;
    v_old units_unit;
    v_new units_unit;
BEGIN
    IF NOT officers_acts(officers_acting(), p_actor) THEN
        RAISE EXCEPTION 'what is done is signed by who does it' USING ERRCODE = '42501';
    END IF;
    SELECT * INTO v_body FROM units_body AS b WHERE b.number = p_body FOR UPDATE;
    SELECT * INTO v_old FROM units_unit AS u WHERE u.number = v_body.territory;
    SELECT * INTO v_new FROM units_unit AS u WHERE u.number = p_territory;
    IF NOT coalesce(p_territory <@ v_may, false) OR v_new.number IS NULL THEN
        RAISE EXCEPTION 'a body is given by whoever adds bodies to its territory' USING ERRCODE = '42501';
    END IF;
    IF EXISTS (
        SELECT FROM units_bodymove AS m WHERE m.client_key = p_key AND m.body_no = p_body AND m.new_no = p_territory
    ) THEN
        RETURN false;
    END IF;
    IF v_old.until IS NULL OR v_old.until > ledger_today() OR v_new.until <= ledger_today()
        OR v_new.valid_from > ledger_today() OR btrim(p_reason) = '' THEN
        RAISE EXCEPTION 'a body goes from a territory that ended to one that goes on' USING ERRCODE = '42501';
    END IF;
    IF NOT (v_old.number <@ v_may) AND NOT EXISTS (
        SELECT FROM units_link AS k WHERE k.predecessor IN (v_old.number, v_old.province) AND k.successor <@ v_may
    ) THEN
        RAISE EXCEPTION 'a body of another area is not given' USING ERRCODE = '42501';
    END IF;
    IF v_body.kind IN ('commune_committee', 'peoples_committee', 'steering_committee') AND v_new.level < v_old.level THEN
        RAISE EXCEPTION 'a committee gets no wider territory' USING ERRCODE = '42501';
    END IF;
    INSERT INTO units_bodymove (client_key, body_no, old_no, new_no, reason, moved_at, moved_by)
    VALUES (p_key, p_body, v_old.number, p_territory, p_reason, p_at, p_actor);
    UPDATE units_body SET territory = p_territory WHERE number = p_body;
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION units_give_body(integer, integer, text, uuid, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION units_give_body(integer, integer, text, uuid, timestamptz, text) TO toandan_app;
