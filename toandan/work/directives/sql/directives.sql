-- The program's privileges on directives, who sees which, and what may happen to them. Core SQL, PostgreSQL 15 or newer.
GRANT USAGE ON SEQUENCE directives_directive_directive_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE directives_addressee_addressee_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE directives_task_task_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE directives_answer_answer_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE directives_event_event_id_seq TO toandan_app;

GRANT SELECT, INSERT ON directives_directive TO toandan_app;
GRANT UPDATE (state, was_proposed, sign, year, number, subject, text, place, signer_title, signer, copies, addressed,
    issued_on, issued_by) ON directives_directive TO toandan_app;
GRANT SELECT, INSERT, DELETE ON directives_addressee TO toandan_app;
GRANT UPDATE (state, due_on, acknowledged_at, acknowledged_by, reported_at, reported_by, reminded_on, escalated_on)
    ON directives_addressee TO toandan_app;
GRANT SELECT, INSERT, DELETE ON directives_task TO toandan_app;
GRANT SELECT, INSERT ON directives_answer TO toandan_app;
GRANT UPDATE (returned_at) ON directives_answer TO toandan_app;
GRANT SELECT, INSERT ON directives_event TO toandan_app;

-- Whether the caller stands on this side of a paper: for a unit, whoever answers for it or for what lies above it; for a
-- body outside the police, the body itself. A scope that reaches beyond the body's own number is that of the police
-- around it, which neither read its papers nor answer in its name.
CREATE FUNCTION directives_side(p_no integer, p_body boolean, p_scope int4multirange) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(p_no <@ p_scope AND NOT (p_body AND (p_no + 1) <@ p_scope), false);

-- Whether a paper was issued to the caller's side. It looks past the policy of addressees, which would otherwise be asked
-- while it is being asked.
CREATE FUNCTION directives_addressed(p_directive bigint, p_scope int4multirange) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM directives_addressee AS a
        WHERE a.directive_id = p_directive AND a.state <> 'drafted' AND directives_side(a.at_no, a.at_body, p_scope)
    )
$$;
-- Whether a paper is a draft of the caller's side with these two sides; who is addressed and what is to be done may then
-- still be written and struck.
CREATE FUNCTION directives_drafting(p_directive bigint, p_drafter integer, p_drafter_body boolean, p_issuer integer,
    p_issuer_body boolean, p_scope int4multirange) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM directives_directive AS d
        WHERE d.directive_id = p_directive AND d.state = 'drafted' AND directives_side(d.drafter_no, d.drafter_body, p_scope)
          AND (d.drafter_no, d.drafter_body, d.issuer_no, d.issuer_body)
            = (p_drafter, p_drafter_body, p_issuer, p_issuer_body)
    )
$$;
REVOKE ALL ON FUNCTION directives_drafting(bigint, integer, boolean, integer, boolean, int4multirange) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directives_drafting(bigint, integer, boolean, integer, boolean, int4multirange) TO toandan_app;

-- Whether the house itself works, as it does at night: it reminds of every paper, and answers none.
CREATE FUNCTION directives_house() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT officers_acting() IS NULL AND 1 <@ officers_scope()
$$;
REVOKE ALL ON FUNCTION directives_house() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directives_house() TO toandan_app;
REVOKE ALL ON FUNCTION directives_side(integer, boolean, int4multirange) FROM PUBLIC;
REVOKE ALL ON FUNCTION directives_addressed(bigint, int4multirange) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directives_side(integer, boolean, int4multirange) TO toandan_app;
GRANT EXECUTE ON FUNCTION directives_addressed(bigint, int4multirange) TO toandan_app;

-- A paper is seen by its drafter, by its issuer from the moment it was first proposed, and by whom it was issued to.
ALTER TABLE directives_directive ENABLE ROW LEVEL SECURITY;
CREATE POLICY directives_directive_scope ON directives_directive TO toandan_app
USING (directives_side(drafter_no, drafter_body, (SELECT officers_scope()))
    OR (was_proposed AND directives_side(issuer_no, issuer_body, (SELECT officers_scope())))
    OR directives_addressed(directive_id, (SELECT officers_scope()))
    OR (SELECT directives_house()));
CREATE POLICY directives_directive_new ON directives_directive AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (directives_side(drafter_no, drafter_body, (SELECT officers_scope())) AND state = 'drafted'
    AND NOT was_proposed AND officers_acts((SELECT officers_acting()), drafted_by)
    AND drafter_body = EXISTS (SELECT FROM units_body AS b WHERE b.number = drafter_no)
    AND issuer_body = EXISTS (SELECT FROM units_body AS b WHERE b.number = issuer_no));
-- The issuer brings a paper on; the drafter changes and proposes it as long as it is a draft, or takes it back before it
-- was issued.
CREATE POLICY directives_directive_change ON directives_directive AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (directives_side(issuer_no, issuer_body, (SELECT officers_scope()))
    OR (directives_side(drafter_no, drafter_body, (SELECT officers_scope())) AND state IN ('drafted', 'proposed')))
WITH CHECK (directives_side(issuer_no, issuer_body, (SELECT officers_scope()))
    OR (directives_side(drafter_no, drafter_body, (SELECT officers_scope()))
        AND state IN ('drafted', 'proposed', 'withdrawn')));

ALTER TABLE directives_addressee ENABLE ROW LEVEL SECURITY;
CREATE POLICY directives_addressee_scope ON directives_addressee TO toandan_app
USING (directives_side(drafter_no, drafter_body, (SELECT officers_scope()))
    OR directives_side(issuer_no, issuer_body, (SELECT officers_scope()))
    OR (state <> 'drafted' AND directives_side(at_no, at_body, (SELECT officers_scope())))
    OR (SELECT directives_house()));
CREATE POLICY directives_addressee_new ON directives_addressee AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (state = 'drafted' AND at_body = EXISTS (SELECT FROM units_body AS b WHERE b.number = at_no)
    AND directives_drafting(directive_id, drafter_no, drafter_body, issuer_no, issuer_body, (SELECT officers_scope())));
CREATE POLICY directives_addressee_strike ON directives_addressee AS RESTRICTIVE FOR DELETE TO toandan_app
USING (state = 'drafted'
    AND directives_drafting(directive_id, drafter_no, drafter_body, issuer_no, issuer_body, (SELECT officers_scope())));
-- The issuer returns, closes, withdraws; an addressee acknowledges and reports. What is one side's is not the other's.
CREATE POLICY directives_addressee_change ON directives_addressee AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (directives_side(issuer_no, issuer_body, (SELECT officers_scope()))
    OR (state <> 'drafted' AND directives_side(at_no, at_body, (SELECT officers_scope())))
    OR (SELECT directives_house()));

ALTER TABLE directives_task ENABLE ROW LEVEL SECURITY;
CREATE POLICY directives_task_scope ON directives_task TO toandan_app
USING (EXISTS (SELECT FROM directives_directive AS d WHERE d.directive_id = directives_task.directive_id));
CREATE POLICY directives_task_new ON directives_task AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (EXISTS (SELECT FROM directives_directive AS d WHERE d.directive_id = directives_task.directive_id
    AND d.state = 'drafted' AND directives_side(d.drafter_no, d.drafter_body, (SELECT officers_scope()))));
CREATE POLICY directives_task_strike ON directives_task AS RESTRICTIVE FOR DELETE TO toandan_app
USING (EXISTS (SELECT FROM directives_directive AS d WHERE d.directive_id = directives_task.directive_id
    AND d.state = 'drafted' AND directives_side(d.drafter_no, d.drafter_body, (SELECT officers_scope()))));

-- What an addressee reports is the addressee's word, signed by whoever the scope was sealed for; the issuer returns it.
ALTER TABLE directives_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY directives_answer_scope ON directives_answer TO toandan_app
USING (EXISTS (SELECT FROM directives_addressee AS a WHERE a.addressee_id = directives_answer.addressee_id));
CREATE POLICY directives_answer_own ON directives_answer AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (returned_at IS NULL AND officers_acts((SELECT officers_acting()), answered_by) AND EXISTS (
    SELECT FROM directives_addressee AS a
    JOIN directives_task AS t ON t.directive_id = a.directive_id AND coalesce(t.at_no, a.at_no) = a.at_no
    WHERE a.addressee_id = directives_answer.addressee_id AND a.directive_id = directives_answer.directive_id
      AND t.task_id = directives_answer.task_id AND a.state = 'acknowledged'
      AND directives_side(a.at_no, a.at_body, (SELECT officers_scope()))
));
CREATE POLICY directives_answer_return ON directives_answer AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (returned_at IS NULL AND EXISTS (
    SELECT FROM directives_addressee AS a WHERE a.addressee_id = directives_answer.addressee_id
      AND directives_side(a.issuer_no, a.issuer_body, (SELECT officers_scope()))
)) WITH CHECK (true);

-- A line is signed by whoever the scope was sealed for, and stands under a paper and an addressee they see.
ALTER TABLE directives_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY directives_event_scope ON directives_event TO toandan_app
USING (EXISTS (SELECT FROM directives_directive AS d WHERE d.directive_id = directives_event.directive_id)
    AND (addressee_id IS NULL
        OR EXISTS (SELECT FROM directives_addressee AS a WHERE a.addressee_id = directives_event.addressee_id)));
CREATE POLICY directives_event_own ON directives_event AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(actor_id, actor));

-- The states a paper may pass through, whoever asks; `states.py` is the same table. The words of a paper are settled when
-- it leaves its drafter, and its number and its day when it is issued.
CREATE FUNCTION directives_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NEW.state <> OLD.state AND OLD.state || '>' || NEW.state <> ALL (ARRAY[
        'drafted>proposed', 'proposed>drafted', 'drafted>issued', 'proposed>issued', 'issued>closed',
        'drafted>withdrawn', 'proposed>withdrawn', 'issued>withdrawn'
    ]) THEN
        RAISE EXCEPTION 'a directive cannot go from % to %', OLD.state, NEW.state USING ERRCODE = '42501';
    END IF;
    IF NEW.state = 'issued' AND OLD.state = 'drafted'
        AND (NEW.drafter_no, NEW.drafter_body) IS DISTINCT FROM (NEW.issuer_no, NEW.issuer_body) THEN
        RAISE EXCEPTION 'what was drafted for somebody else is proposed first' USING ERRCODE = '42501';
    END IF;
    IF NEW.state IN ('proposed', 'issued') AND OLD.state <> NEW.state AND NOT NEW.was_proposed
        AND (NEW.drafter_no, NEW.drafter_body) IS DISTINCT FROM (NEW.issuer_no, NEW.issuer_body) THEN
        RAISE EXCEPTION 'a proposal is marked as one' USING ERRCODE = '42501';
    END IF;
    IF OLD.state <> 'drafted' AND (NEW.sign, NEW.subject, NEW.text, NEW.place, NEW.signer_title, NEW.signer, NEW.copies,
            NEW.addressed) IS DISTINCT FROM (OLD.sign, OLD.subject, OLD.text, OLD.place, OLD.signer_title, OLD.signer,
            OLD.copies, OLD.addressed) THEN
        RAISE EXCEPTION 'the words of a directive are settled' USING ERRCODE = '42501';
    END IF;
    IF (NEW.year, NEW.number, NEW.issued_on, NEW.issued_by)
            IS DISTINCT FROM (OLD.year, OLD.number, OLD.issued_on, OLD.issued_by)
        AND NOT (NEW.state = 'issued' AND OLD.state IN ('drafted', 'proposed')
            AND officers_acts(officers_acting(), NEW.issued_by)) THEN
        RAISE EXCEPTION 'a number is drawn once, when a directive is issued' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER directives_guard BEFORE UPDATE ON directives_directive FOR EACH ROW EXECUTE FUNCTION directives_guard();

-- The same for each addressee. Acknowledging and reporting are the addressee's own; all else is the issuer's.
CREATE FUNCTION directives_guard_addressee() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_way text := OLD.state || '>' || NEW.state;
    v_scope int4multirange := officers_scope();
BEGIN
    IF NEW.state <> OLD.state AND v_way <> ALL (ARRAY[
        'drafted>issued', 'issued>acknowledged', 'acknowledged>reported', 'reported>acknowledged',
        'issued>closed', 'acknowledged>closed', 'reported>closed',
        'issued>withdrawn', 'acknowledged>withdrawn', 'reported>withdrawn'
    ]) THEN
        RAISE EXCEPTION 'an addressee cannot go from % to %', OLD.state, NEW.state USING ERRCODE = '42501';
    END IF;
    IF v_way IN ('issued>acknowledged', 'acknowledged>reported') THEN
        IF NOT directives_side(NEW.at_no, NEW.at_body, v_scope) OR NOT officers_acts(officers_acting(),
            CASE NEW.state WHEN 'acknowledged' THEN NEW.acknowledged_by ELSE NEW.reported_by END) THEN
            RAISE EXCEPTION 'an addressee answers for itself' USING ERRCODE = '42501';
        END IF;
    ELSIF NEW.state <> OLD.state AND NOT directives_side(NEW.issuer_no, NEW.issuer_body, v_scope) THEN
        RAISE EXCEPTION 'this is the issuer''s to do' USING ERRCODE = '42501';
    ELSIF (NEW.acknowledged_at, NEW.acknowledged_by) IS DISTINCT FROM (OLD.acknowledged_at, OLD.acknowledged_by) THEN
        RAISE EXCEPTION 'an acknowledgement is not rewritten' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER directives_guard_addressee BEFORE UPDATE ON directives_addressee
FOR EACH ROW EXECUTE FUNCTION directives_guard_addressee();
