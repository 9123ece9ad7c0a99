-- What Django cannot make: the partitioned postings, the deltas' covering key, and the words of the states.

CREATE SEQUENCE ledger_entry_id_seq AS bigint OWNED BY ledger_entry.entry_id;

-- One person is moved at most once by an entry. The key is also the person's timeline.
CREATE TABLE ledger_posting (
    person_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    recorded_on date NOT NULL,
    unit_from integer NOT NULL,
    state_from integer NOT NULL,
    unit_to integer NOT NULL,
    state_to integer NOT NULL,
    effective_on date NOT NULL,
    PRIMARY KEY (person_id, entry_id, recorded_on)
) PARTITION BY RANGE (recorded_on);

-- Catches what is recorded in a month nobody opened, so that a forgotten job never stops the work.
CREATE TABLE ledger_posting_other PARTITION OF ledger_posting DEFAULT;
ALTER TABLE ledger_posting_other ENABLE ROW LEVEL SECURITY;

-- The amount stands in the key's leaves, so that the board of a unit is read from the index alone.
CREATE TABLE ledger_delta (
    unit_no integer NOT NULL,
    effective_on date NOT NULL,
    state integer NOT NULL,
    entry_id bigint NOT NULL,
    amount integer NOT NULL,
    PRIMARY KEY (unit_no, effective_on, state, entry_id) INCLUDE (amount)
);
-- Rows come in rising order of entry, so a block-range index finds "what came after the seal" at no cost to writers.
CREATE INDEX ledger_delta_entry ON ledger_delta USING brin (entry_id) WITH (pages_per_range = 16);

ALTER TABLE ledger_standing ADD CONSTRAINT ledger_standing_world CHECK ((unit_no = 0) = (state = 0));
ALTER TABLE ledger_posting ADD CONSTRAINT ledger_posting_moves
    CHECK ((unit_from, state_from) <> (unit_to, state_to));

INSERT INTO ledger_state (state, residence, card, eid, obstacle)
SELECT residence.digit * 10000 + card.digit * 1000 + eid.digit * 100 + obstacle.digit - 1,
       residence.word, card.word, eid.word, obstacle.word
FROM unnest(ARRAY['permanent', 'temporary', 'unregistered']) WITH ORDINALITY AS residence (word, digit)
CROSS JOIN unnest(ARRAY['not_due', 'due', 'applied', 'produced', 'issued']) WITH ORDINALITY AS card (word, digit)
CROSS JOIN unnest(ARRAY['none', 'applied', 'granted', 'activated', 'locked']) WITH ORDINALITY AS eid (word, digit)
CROSS JOIN unnest(ARRAY[
    '', 'suspected_dead', 'birth_date_missing', 'no_papers', 'absent', 'abroad', 'whereabouts_unknown', 'in_custody',
    'homebound', 'data_mismatch', 'refused', 'notified_elsewhere'
]) WITH ORDINALITY AS obstacle (word, digit);

INSERT INTO ledger_follower (table_name) VALUES ('people_person'), ('people_correction');
