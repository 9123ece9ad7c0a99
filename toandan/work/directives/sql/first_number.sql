-- An office that kept its register on paper goes on where that stands. Core SQL, PostgreSQL 15 or newer.

-- What is drafted is the drafter's; a number follows the last one of the issuer, the year and the sign, and the first may
-- be the next one of a register kept elsewhere.
CREATE OR REPLACE FUNCTION directives_guard_number() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_last integer;
BEGIN
    IF OLD.state = 'drafted' AND NOT directives_side(OLD.drafter_no, OLD.drafter_body, officers_scope()) THEN
        RAISE EXCEPTION 'a draft is its drafter''s' USING ERRCODE = '42501';
    END IF;
    IF OLD.was_proposed AND NOT NEW.was_proposed THEN
        RAISE EXCEPTION 'what was proposed stays known to its issuer' USING ERRCODE = '42501';
    END IF;
    IF NEW.state = 'issued' AND OLD.state <> 'issued' THEN
        SELECT max(d.number) INTO v_last FROM directives_directive AS d
        WHERE (d.issuer_no, d.year, d.sign) = (NEW.issuer_no, NEW.year, NEW.sign);
        IF NEW.number IS DISTINCT FROM coalesce(v_last + 1, greatest(NEW.number, 1))
            OR NEW.number > 99999 AND v_last IS NULL
            OR NEW.year IS DISTINCT FROM extract(year FROM NEW.issued_on) THEN
            RAISE EXCEPTION 'a number follows the last one of its year' USING ERRCODE = '42501';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
