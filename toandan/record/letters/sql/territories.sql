-- Which units a peer answers for, written by those who keep the peers. Core SQL, PostgreSQL 15 or newer.
INSERT INTO letters_territory (peer_id, unit_no, until)
SELECT p.peer_id, p.territory_no, p.until FROM letters_peer AS p WHERE p.territory_no IS NOT NULL;

GRANT SELECT, INSERT ON letters_territory TO toandan_app;
GRANT UPDATE (until) ON letters_territory TO toandan_app;
GRANT USAGE ON SEQUENCE letters_territory_territory_id_seq TO toandan_app;

-- Where a list leaves to hangs on this: a territory that smuggled SQL could lay down would lead people's names elsewhere.
ALTER TABLE letters_territory ENABLE ROW LEVEL SECURITY;
CREATE POLICY letters_territory_read ON letters_territory FOR SELECT TO toandan_app USING (true);
CREATE POLICY letters_territory_keep ON letters_territory FOR INSERT TO toandan_app
WITH CHECK (NOT isempty((SELECT officers_may('letters.peer.keep'))));
CREATE POLICY letters_territory_end ON letters_territory FOR UPDATE TO toandan_app
USING (NOT isempty((SELECT officers_may('letters.peer.keep'))));
