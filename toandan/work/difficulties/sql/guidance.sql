-- Guidance: who publishes it, that every officer reads it, and who has. Core SQL, PostgreSQL 15 or newer.
GRANT USAGE ON SEQUENCE difficulties_guidance_guidance_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE difficulties_version_version_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE difficulties_reading_reading_id_seq TO toandan_app;
GRANT SELECT, INSERT ON difficulties_guidance TO toandan_app;
GRANT UPDATE (latest) ON difficulties_guidance TO toandan_app;
GRANT SELECT, INSERT ON difficulties_version TO toandan_app;
GRANT SELECT, INSERT ON difficulties_reading TO toandan_app;

-- Whether anybody acts at all; whoever does may read guidance, which names nobody.
CREATE FUNCTION difficulties_known() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT officers_sealed() IS NOT NULL
$$;
REVOKE ALL ON FUNCTION difficulties_known() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION difficulties_known() TO toandan_app;

ALTER TABLE difficulties_guidance ENABLE ROW LEVEL SECURITY;
CREATE POLICY difficulties_guidance_read ON difficulties_guidance TO toandan_app USING ((SELECT difficulties_known()));
CREATE POLICY difficulties_guidance_new ON difficulties_guidance AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (latest = 1 AND coalesce(issuer_no <@ (SELECT officers_may('difficulties.guidance.publish')), false)
    AND issuer_body = EXISTS (SELECT FROM units_body AS b WHERE b.number = issuer_no));
CREATE POLICY difficulties_guidance_anew ON difficulties_guidance AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (coalesce(issuer_no <@ (SELECT officers_may('difficulties.guidance.publish')), false)) WITH CHECK (true);

-- A number follows the last one of the issuer's year, and the version in force the last one there is.
CREATE FUNCTION difficulties_guard_number() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.number <> 1 + coalesce((SELECT max(g.number) FROM difficulties_guidance AS g
                WHERE g.issuer_no = NEW.issuer_no AND g.year = NEW.year), 0) THEN
            RAISE EXCEPTION 'a number follows the last one of its year' USING ERRCODE = '42501';
        END IF;
    ELSIF NEW.latest <> OLD.latest + 1 THEN
        RAISE EXCEPTION 'a version follows the last one' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER difficulties_guard_number BEFORE INSERT OR UPDATE ON difficulties_guidance
FOR EACH ROW EXECUTE FUNCTION difficulties_guard_number();

ALTER TABLE difficulties_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY difficulties_version_read ON difficulties_version TO toandan_app USING ((SELECT difficulties_known()));
CREATE POLICY difficulties_version_new ON difficulties_version AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts((SELECT officers_acting()), published_by) AND EXISTS (
    SELECT FROM difficulties_guidance AS g WHERE g.guidance_id = difficulties_version.guidance_id
      AND g.latest = difficulties_version.version
      AND coalesce(g.issuer_no <@ (SELECT officers_may('difficulties.guidance.publish')), false)
));

-- That somebody has read is written by that officer alone; it is seen there and by the units above.
ALTER TABLE difficulties_reading ENABLE ROW LEVEL SECURITY;
CREATE POLICY difficulties_reading_scope ON difficulties_reading TO toandan_app
USING (officer_id = (SELECT officers_acting()) OR coalesce(unit_no <@ (SELECT officers_scope()), false));
CREATE POLICY difficulties_reading_own ON difficulties_reading AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(officer_id, officer)
    AND EXISTS (SELECT FROM officers_post AS p WHERE p.officer_id = difficulties_reading.officer_id
        AND p.unit_no = difficulties_reading.unit_no)
    AND EXISTS (SELECT FROM difficulties_version AS v WHERE v.guidance_id = difficulties_reading.guidance_id
        AND v.version = difficulties_reading.version));
