-- Who reads and writes wishes, digests and what was told of. Core SQL, PostgreSQL 15 or newer.
GRANT USAGE ON SEQUENCE notices_digest_digest_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE notices_told_told_id_seq TO toandan_app;
GRANT SELECT, INSERT, DELETE ON notices_wish TO toandan_app;
GRANT UPDATE (address, changed_at) ON notices_wish TO toandan_app;
GRANT SELECT, INSERT ON notices_digest TO toandan_app;
GRANT UPDATE (state, claimed_at, settled_at) ON notices_digest TO toandan_app;
GRANT SELECT, INSERT, DELETE ON notices_told TO toandan_app;

-- An officer's address is the officer's own; the house reads it when it sends.
ALTER TABLE notices_wish ENABLE ROW LEVEL SECURITY;
CREATE POLICY notices_wish_own ON notices_wish TO toandan_app
USING (officer_id = (SELECT officers_acting()) OR (SELECT directives_house()))
WITH CHECK (officer_id = (SELECT officers_acting()));

-- The house makes and sends digests; an officer sees how far the own ones are.
ALTER TABLE notices_digest ENABLE ROW LEVEL SECURITY;
CREATE POLICY notices_digest_read ON notices_digest FOR SELECT TO toandan_app
USING (officer_id = (SELECT officers_acting()) OR (SELECT directives_house()));
CREATE POLICY notices_digest_make ON notices_digest FOR INSERT TO toandan_app WITH CHECK ((SELECT directives_house()));
CREATE POLICY notices_digest_settle ON notices_digest FOR UPDATE TO toandan_app USING ((SELECT directives_house()));
ALTER TABLE notices_told ENABLE ROW LEVEL SECURITY;
CREATE POLICY notices_told_house ON notices_told TO toandan_app USING ((SELECT directives_house()));

-- A letter is handed in once: what was claimed never comes back to the queue.
CREATE FUNCTION notices_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NEW.state <> OLD.state AND OLD.state || '>' || NEW.state <> ALL (ARRAY[
        'queued>sending', 'queued>dropped', 'sending>sent', 'sending>refused', 'sending>unknown'
    ]) THEN
        RAISE EXCEPTION 'a digest cannot go from % to %', OLD.state, NEW.state USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER notices_guard BEFORE UPDATE ON notices_digest FOR EACH ROW EXECUTE FUNCTION notices_guard();
