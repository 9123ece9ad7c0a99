-- Who asks for tables, makes them and takes them. Core SQL, PostgreSQL 15 or newer.
GRANT USAGE ON SEQUENCE exports_export_export_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE exports_piece_piece_id_seq TO toandan_app;
GRANT SELECT, INSERT, DELETE ON exports_export TO toandan_app;
-- Who asked for what never changes.
GRANT UPDATE (state, reason, rows, people, attempts, size, grants, ended_at, expires_at) ON exports_export TO toandan_app;
-- A piece is written once; it goes with what it is a piece of, and by no other way.
GRANT SELECT, INSERT ON exports_piece TO toandan_app;
ALTER TABLE exports_piece ADD CONSTRAINT exports_piece_of
FOREIGN KEY (export_id) REFERENCES exports_export (export_id) ON DELETE CASCADE;

-- The house itself, and no client of another system, which has no officer either.
CREATE FUNCTION exports_house() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT officers_acting() IS NULL AND 1 <@ officers_scope() AND NOT EXISTS (
        SELECT FROM officers_client AS c WHERE officers_acts(NULL, 'client:' || c.name)
    )
$$;
REVOKE ALL ON FUNCTION exports_house() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION exports_house() TO toandan_app;

-- A table is its owner's, whoever else reads the same units; the house gives up what nobody works on, and clears away.
ALTER TABLE exports_export ENABLE ROW LEVEL SECURITY;
CREATE POLICY exports_export_own ON exports_export TO toandan_app
USING (officers_acts(owner_id, owner) OR (SELECT exports_house()))
WITH CHECK (officers_acts(owner_id, owner) OR (SELECT exports_house()));
CREATE POLICY exports_export_ask ON exports_export AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(owner_id, owner) AND state = 'queued' AND size IS NULL);
CREATE POLICY exports_export_remove ON exports_export AS RESTRICTIVE FOR DELETE TO toandan_app
USING ((SELECT exports_house()) OR state IN ('ready', 'failed', 'cancelled'));

-- What is in it is nobody's but its owner's: the house keeps the file and never reads it.
ALTER TABLE exports_piece ENABLE ROW LEVEL SECURITY;
CREATE POLICY exports_piece_read ON exports_piece FOR SELECT TO toandan_app
USING (EXISTS (SELECT FROM exports_export AS e
    WHERE e.export_id = exports_piece.export_id AND officers_acts(e.owner_id, e.owner)));
CREATE POLICY exports_piece_write ON exports_piece FOR INSERT TO toandan_app
WITH CHECK (EXISTS (SELECT FROM exports_export AS e
    WHERE e.export_id = exports_piece.export_id AND officers_acts(e.owner_id, e.owner) AND e.state = 'running'));

-- What has ended stays as it ended; `states.py` is the same table. The house makes nothing ready.
CREATE FUNCTION exports_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF OLD.state NOT IN ('queued', 'running') OR OLD.state || '>' || NEW.state IN ('queued>ready', 'running>queued') THEN
        RAISE EXCEPTION 'a table ends once' USING ERRCODE = '42501';
    END IF;
    IF NEW.state <> 'failed' AND NOT officers_acts(OLD.owner_id, OLD.owner) THEN
        RAISE EXCEPTION 'a table is made for who asked for it' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER exports_guard BEFORE UPDATE ON exports_export FOR EACH ROW EXECUTE FUNCTION exports_guard();
