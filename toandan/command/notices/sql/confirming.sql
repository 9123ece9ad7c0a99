-- An address counts once its officer has opened the letter sent there. Core SQL, PostgreSQL 15 or newer.
GRANT USAGE ON SEQUENCE notices_confirmation_confirmation_id_seq TO toandan_app;
GRANT SELECT, INSERT ON notices_confirmation TO toandan_app;
GRANT UPDATE (expires_at, unsent_at, used_at) ON notices_confirmation TO toandan_app;
GRANT UPDATE (confirmed_at) ON notices_wish TO toandan_app;

-- What was asked of an officer is the officer's own. Nobody takes it away, so that a day's letters stay counted.
ALTER TABLE notices_confirmation ENABLE ROW LEVEL SECURITY;
CREATE POLICY notices_confirmation_own ON notices_confirmation TO toandan_app
USING (officer_id = (SELECT officers_acting()));

-- A code is used once, and never lives longer than it was made for.
CREATE FUNCTION notices_confirmation_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF OLD.used_at IS NOT NULL OR NEW.expires_at > OLD.expires_at THEN
        RAISE EXCEPTION 'a code is used once, and not prolonged' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER notices_confirmation_guard BEFORE UPDATE ON notices_confirmation
FOR EACH ROW EXECUTE FUNCTION notices_confirmation_guard();

-- No address inherits the confirmation of another, and none counts without a code that was used.
CREATE FUNCTION notices_wish_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NEW.confirmed_at IS NULL THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' OR NEW.address IS DISTINCT FROM OLD.address OR NOT EXISTS (
        SELECT FROM notices_confirmation AS one
        WHERE one.officer_id = NEW.officer_id AND one.used_at = NEW.confirmed_at AND one.used_at <= one.expires_at
    ) THEN
        RAISE EXCEPTION 'an address counts once it was confirmed' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER notices_wish_guard BEFORE INSERT OR UPDATE ON notices_wish
FOR EACH ROW EXECUTE FUNCTION notices_wish_guard();
