"""What `toandan ledger verify` proves, as SQL: every proof lists what it checks, with a column `bad`.

A proof is set-based and reads every table it needs once, so that eight million people are proved in a minute.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof: a short name, the sentence that must be true, and a SELECT with a boolean column `bad`."""

    name: str
    sentence: str
    sql: str


_BALANCES = """
SELECT unit_no, state, effective_on, coalesce(d.people, 0) AS balance, coalesce(p.people, 0) AS posted,
       coalesce(d.people, 0) <> coalesce(p.people, 0) AS bad
FROM (
    SELECT unit_no, state, effective_on, sum(amount) AS people FROM ledger_delta GROUP BY unit_no, state, effective_on
) AS d
FULL JOIN (
    SELECT s.unit_no, s.state, g.effective_on, sum(s.sign * g.people) AS people
    FROM (
        SELECT unit_from, state_from, unit_to, state_to, effective_on, count(*) AS people
        FROM ledger_posting GROUP BY unit_from, state_from, unit_to, state_to, effective_on
    ) AS g
    CROSS JOIN LATERAL (VALUES (g.unit_from, g.state_from, -1), (g.unit_to, g.state_to, 1)) AS s (unit_no, state, sign)
    GROUP BY s.unit_no, s.state, g.effective_on
) AS p USING (unit_no, state, effective_on)
"""

_STANDINGS = """
SELECT unit_no, state, coalesce(d.people, 0) AS balance, coalesce(s.people, 0) AS standing,
       coalesce(d.people, 0) <> coalesce(s.people, 0)
       OR NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = coalesce(d.unit_no, s.unit_no))
       OR NOT EXISTS (SELECT FROM ledger_state AS k WHERE k.state = coalesce(d.state, s.state)) AS bad
FROM (
    SELECT unit_no, state, sum(amount) AS people FROM ledger_delta WHERE unit_no <> 0 GROUP BY unit_no, state
) AS d
FULL JOIN (
    SELECT unit_no, state, count(*) AS people FROM ledger_standing WHERE unit_no <> 0 GROUP BY unit_no, state
) AS s USING (unit_no, state)
"""

_PEOPLE = """
SELECT person_id, p.unit_no AS register_unit, s.unit_no AS standing_unit,
       p.person_id IS NULL OR s.person_id IS NULL OR (s.unit_no <> 0 AND s.unit_no <> p.unit_no) AS bad
FROM (SELECT person_id, unit_no FROM people_person) AS p
FULL JOIN (SELECT person_id, unit_no FROM ledger_standing) AS s USING (person_id)
"""

_CONSERVED = """
SELECT sum(amount) AS sum, coalesce(sum(amount), 0) <> 0 AS bad FROM ledger_delta
"""

_CHAIN = """
SELECT w.person_id, w.entry_id, w.unit_from, w.state_from, w.effective_on,
       (w.unit_from, w.state_from) IS DISTINCT FROM (coalesce(w.unit_before, 0), coalesce(w.state_before, 0))
       OR w.effective_on < w.day_before AS bad
FROM (
    SELECT person_id, entry_id, unit_from, state_from, effective_on,
           lag(unit_to) OVER timeline AS unit_before, lag(state_to) OVER timeline AS state_before,
           lag(effective_on) OVER timeline AS day_before
    FROM ledger_posting WINDOW timeline AS (PARTITION BY person_id ORDER BY entry_id)
) AS w
"""

_LAST = """
SELECT person_id, s.entry_id AS standing_entry, p.entry_id AS posting_entry,
       (s.entry_id, s.unit_no, s.state, s.effective_on)
       IS DISTINCT FROM (p.entry_id, p.unit_to, p.state_to, p.effective_on) AS bad
FROM ledger_standing AS s
FULL JOIN (
    SELECT person_id, entry_id, unit_to, state_to, effective_on FROM (
        SELECT person_id, entry_id, unit_to, state_to, effective_on,
               lead(entry_id) OVER (PARTITION BY person_id ORDER BY entry_id) AS later
        FROM ledger_posting
    ) AS w WHERE later IS NULL
) AS p USING (person_id)
"""

_PARTITION = """
SELECT unit_no, state, effective_on, balance, balance < 0 AS bad
FROM (
    SELECT unit_no, state, effective_on,
           sum(sum(amount)) OVER (PARTITION BY unit_no, state ORDER BY effective_on) AS balance
    FROM ledger_delta WHERE unit_no <> 0 GROUP BY unit_no, state, effective_on
) AS days
"""

_ENTRIES = """
SELECT entry_id, e.lines, p.lines AS postings, coalesce(e.lines, -1) <> coalesce(p.lines, 0) AS bad
FROM (SELECT entry_id, lines FROM ledger_entry) AS e
FULL JOIN (SELECT entry_id, count(*) AS lines FROM ledger_posting GROUP BY entry_id) AS p USING (entry_id)
"""

PROOFS: tuple[Proof, ...] = (
    Proof("balances_equal_postings", "Every balance of every day is the sum of its postings.", _BALANCES),
    Proof("balances_equal_standings", "Every balance is the number of people standing there.", _STANDINGS),
    Proof("one_account_each", "Everyone in the register stands in one account, and nobody else does.", _PEOPLE),
    Proof("people_conserved", "What units hold is what the world gave.", _CONSERVED),
    Proof("chain_unbroken", "Every posting starts where the one before ended; the first one in the world.", _CHAIN),
    Proof("standings_are_last_postings", "Everyone stands where the last posting led.", _LAST),
    Proof("no_balance_negative", "No account held fewer than nobody on any day.", _PARTITION),
    Proof("entries_complete", "Every entry has as many postings as it says, and every posting an entry.", _ENTRIES),
)

FOLLOWER = """
SELECT f.person_id, f.unit_no AS row_unit, s.unit_no AS standing_unit,
       s.person_id IS NULL OR (s.unit_no <> 0 AND s.unit_no <> f.unit_no) AS bad
FROM {table} AS f LEFT JOIN ledger_standing AS s ON s.person_id = f.person_id
"""
"""The proof for a table that follows the standing; people_person has its own above."""
