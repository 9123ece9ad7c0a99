-- The register's sequences, its doors and the program's privileges. Core SQL, PostgreSQL 15 or newer.

-- Nobody searches the dictionary by LIKE; the index for it would only slow the opening of a register down.
DROP INDEX people_name_name_key_ea998592_like;

CREATE SEQUENCE people_person_id_seq AS bigint OWNED BY people_person.person_id;
CREATE SEQUENCE people_correction_id_seq AS bigint OWNED BY people_correction.correction_id;

-- Which of these values belong to somebody already; the same is learnt by trying to register them.
CREATE FUNCTION people_taken(p_kind text, p_values text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT claim.value
    FROM unnest(p_values) AS asked (value)
    JOIN people_claim AS claim ON claim.kind = p_kind AND claim.value = asked.value
    WHERE p_kind IN ('personal_number', 'old_number') AND NOT isempty(officers_scope())
$$;

-- Whom an already finished write concerned; only who knows the write's own key can ask.
CREATE FUNCTION people_done(p_client_key uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT claim.person_id FROM people_claim AS claim
    WHERE claim.kind = 'client_key' AND claim.value = p_client_key::text
$$;

-- Gives a corrected number free again; the person must lie in the caller's scope.
CREATE FUNCTION people_release(p_person bigint, p_kind text, p_value text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    DELETE FROM people_claim AS claim
    WHERE claim.kind = p_kind AND claim.value = p_value AND claim.person_id = p_person
      AND p_kind IN ('personal_number', 'old_number')
      AND EXISTS (
          SELECT FROM people_person AS person
          WHERE person.person_id = p_person AND person.unit_no <@ officers_scope()
      )
$$;

REVOKE ALL ON FUNCTION people_taken(text, text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION people_done(uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION people_release(bigint, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_taken(text, text[]) TO toandan_app;
GRANT EXECUTE ON FUNCTION people_done(uuid) TO toandan_app;
GRANT EXECUTE ON FUNCTION people_release(bigint, text, text) TO toandan_app;

GRANT SELECT, INSERT ON people_person TO toandan_app;
-- The unit that answers for a person is not among these columns: the ledger's door moves it.
GRANT UPDATE (
    full_name, name_key, birth_year, birth_month, birth_day, birth_basis, sex, personal_number, old_number,
    father_name, mother_name, spouse_name, permanent_unit, temporary_unit, present_unit, present_address, phone, home_visit
) ON people_person TO toandan_app;
GRANT INSERT ON people_claim TO toandan_app;
-- A claim says what the row of a person in the caller's scope says, so the person is written down first. The row is
-- looked at through its own policy, by its key: the values compared keep the planner from reading the whole register.
ALTER TABLE people_claim ENABLE ROW LEVEL SECURITY;
CREATE POLICY people_claim_own ON people_claim FOR INSERT TO toandan_app
WITH CHECK (EXISTS (
    SELECT FROM people_person AS person
    WHERE person.person_id = people_claim.person_id AND people_claim.value = CASE people_claim.kind
        WHEN 'personal_number' THEN person.personal_number
        WHEN 'old_number' THEN person.old_number
        WHEN 'client_key' THEN people_claim.value
    END
));
GRANT INSERT ON people_name TO toandan_app;
GRANT SELECT, INSERT ON people_correction TO toandan_app;
-- The history of a person is written under the unit that answers for them, and in the writer's own name.
CREATE POLICY people_correction_own ON people_correction AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(actor_id, actor) AND EXISTS (
    SELECT FROM people_person AS person
    WHERE person.person_id = people_correction.person_id AND person.unit_no = people_correction.unit_no
));
GRANT USAGE ON SEQUENCE people_person_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE people_correction_id_seq TO toandan_app;
