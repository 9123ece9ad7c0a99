-- Difficulties and guidance follow their units when these merge. Core SQL, PostgreSQL 15 or newer.

-- Leads what a unit that has ended had raised, was to answer, decided about or had published to `p_main`, the one that
-- goes on with it; nothing else about them changes, and guidance keeps the number it was published under. Returns how many
-- difficulties and pieces of guidance were led. Whoever may post the people of the old unit to the new one may do this;
-- `p_actor` is who does.
CREATE FUNCTION difficulties_lead(p_old integer, p_main integer, p_actor text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_difficulties bigint;
    v_guidance bigint;
BEGIN
    IF NOT coalesce(p_old <@ v_may AND p_main <@ v_may, false) THEN
        RAISE EXCEPTION 'difficulties are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT officers_acts(officers_acting(), p_actor) THEN
        RAISE EXCEPTION 'what is done is signed by who does it' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its difficulties' USING ERRCODE = '42501';
    END IF;
    WITH led AS (
        UPDATE difficulties_difficulty SET
            unit_no = CASE unit_no WHEN p_old THEN p_main ELSE unit_no END,
            desk_no = CASE desk_no WHEN p_old THEN p_main ELSE desk_no END,
            at_no = CASE at_no WHEN p_old THEN p_main ELSE at_no END
        WHERE p_old IN (unit_no, desk_no, at_no)
        RETURNING difficulty_id, state
    ), told AS (
        INSERT INTO difficulties_event (client_key, difficulty_id, verb, at_no, recorded_at, actor, actor_id, reason)
        SELECT gen_random_uuid(), difficulty_id, 'led', p_main, now(), p_actor, officers_acting(), ''
        FROM led WHERE state IN ('raised', 'assigned', 'reopened', 'answered')
    )
    SELECT count(*) INTO v_difficulties FROM led;
    UPDATE difficulties_named SET unit_no = p_main WHERE unit_no = p_old;
    UPDATE difficulties_guidance SET issuer_no = p_main WHERE issuer_no = p_old;
    GET DIAGNOSTICS v_guidance = ROW_COUNT;
    RETURN v_difficulties + v_guidance;
END
$$;

-- A number follows the last one of the year of whoever draws it, and the version in force the last one there is.
CREATE OR REPLACE FUNCTION difficulties_guard_number() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.number <> 1 + coalesce((SELECT max(g.number) FROM difficulties_guidance AS g
                WHERE g.numbered_no = NEW.numbered_no AND g.year = NEW.year), 0) THEN
            RAISE EXCEPTION 'a number follows the last one of its year' USING ERRCODE = '42501';
        END IF;
    ELSIF NEW.latest <> OLD.latest + 1 THEN
        RAISE EXCEPTION 'a version follows the last one' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE POLICY difficulties_guidance_numbered ON difficulties_guidance AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (numbered_no = issuer_no);

-- The guards ask who writes through the program; what the owner's own function does has been asked for there.
DROP TRIGGER difficulties_guard ON difficulties_difficulty;
CREATE TRIGGER difficulties_guard BEFORE UPDATE ON difficulties_difficulty
FOR EACH ROW WHEN (NOT directives_within('difficulties_difficulty'::regclass)) EXECUTE FUNCTION difficulties_guard();
DROP TRIGGER difficulties_guard_number ON difficulties_guidance;
CREATE TRIGGER difficulties_guard_number BEFORE INSERT OR UPDATE ON difficulties_guidance
FOR EACH ROW WHEN (NOT directives_within('difficulties_guidance'::regclass)) EXECUTE FUNCTION difficulties_guard_number();

REVOKE ALL ON FUNCTION difficulties_lead(integer, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION difficulties_lead(integer, integer, text) TO toandan_app;
