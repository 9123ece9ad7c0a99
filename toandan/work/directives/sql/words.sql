-- Who writes holds the word for it on that side, not merely a scope that reaches there. Core SQL, PostgreSQL 15 or newer.
--
-- A scope is made of all posts an officer holds; what one of them is for does not open what another room keeps. These
-- policies stand beside those of the sides and ask the posts themselves. Reading stays with the scope: scores and mergers
-- count papers for officers who have no word to read them.

CREATE POLICY directives_directive_new_word ON directives_directive AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (directives_side(drafter_no, drafter_body, (SELECT officers_may('directives.directive.draft'))));
CREATE POLICY directives_directive_change_word ON directives_directive AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (true) WITH CHECK (
    directives_side(issuer_no, issuer_body, (SELECT officers_may('directives.directive.issue')))
        AND (was_proposed OR state <> 'drafted')
    OR directives_side(drafter_no, drafter_body, (SELECT officers_may('directives.directive.draft')))
        AND number IS NULL AND state IN ('drafted', 'proposed', 'withdrawn')
);

CREATE POLICY directives_addressee_new_word ON directives_addressee AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (directives_side(drafter_no, drafter_body, (SELECT officers_may('directives.directive.draft'))));
CREATE POLICY directives_addressee_strike_word ON directives_addressee AS RESTRICTIVE FOR DELETE TO toandan_app
USING (directives_side(drafter_no, drafter_body, (SELECT officers_may('directives.directive.draft'))));
CREATE POLICY directives_addressee_change_word ON directives_addressee AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (directives_side(issuer_no, issuer_body, (SELECT officers_may('directives.directive.issue')))
    OR directives_side(at_no, at_body, (SELECT officers_may('directives.directive.answer')))
    OR (SELECT directives_house())) WITH CHECK (true);

CREATE POLICY directives_task_new_word ON directives_task AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (EXISTS (SELECT FROM directives_directive AS d WHERE d.directive_id = directives_task.directive_id
    AND directives_side(d.drafter_no, d.drafter_body, (SELECT officers_may('directives.directive.draft')))));
CREATE POLICY directives_task_strike_word ON directives_task AS RESTRICTIVE FOR DELETE TO toandan_app
USING (EXISTS (SELECT FROM directives_directive AS d WHERE d.directive_id = directives_task.directive_id
    AND directives_side(d.drafter_no, d.drafter_body, (SELECT officers_may('directives.directive.draft')))));

CREATE POLICY directives_answer_word ON directives_answer AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (EXISTS (SELECT FROM directives_addressee AS a WHERE a.addressee_id = directives_answer.addressee_id
    AND directives_side(a.at_no, a.at_body, (SELECT officers_may('directives.directive.answer')))));
CREATE POLICY directives_answer_return_word ON directives_answer AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (EXISTS (SELECT FROM directives_addressee AS a WHERE a.addressee_id = directives_answer.addressee_id
    AND directives_side(a.issuer_no, a.issuer_body, (SELECT officers_may('directives.directive.issue')))))
WITH CHECK (true);

CREATE POLICY directives_event_word ON directives_event AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (EXISTS (
    SELECT FROM directives_directive AS d
    LEFT JOIN directives_addressee AS a ON a.addressee_id = directives_event.addressee_id
    WHERE d.directive_id = directives_event.directive_id AND CASE
        WHEN verb IN ('drawn_up', 'changed', 'proposed')
            THEN directives_side(d.drafter_no, d.drafter_body, (SELECT officers_may('directives.directive.draft')))
        WHEN verb IN ('acknowledged', 'answered')
            THEN directives_side(a.at_no, a.at_body, (SELECT officers_may('directives.directive.answer')))
        WHEN verb IN ('withdrawn', 'attached')
            THEN directives_side(d.drafter_no, d.drafter_body, (SELECT officers_may('directives.directive.draft')))
                OR directives_side(d.issuer_no, d.issuer_body, (SELECT officers_may('directives.directive.issue')))
                OR directives_side(a.at_no, a.at_body, (SELECT officers_may('directives.directive.answer')))
        ELSE directives_side(d.issuer_no, d.issuer_body, (SELECT officers_may('directives.directive.issue')))
            OR (SELECT directives_house())
    END
));

CREATE POLICY directives_attachment_word ON directives_attachment AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (CASE WHEN addressee_id IS NULL
    THEN EXISTS (SELECT FROM directives_directive AS d WHERE d.directive_id = directives_attachment.directive_id
        AND (directives_side(d.drafter_no, d.drafter_body, (SELECT officers_may('directives.directive.draft')))
            OR directives_side(d.issuer_no, d.issuer_body, (SELECT officers_may('directives.directive.issue')))))
    ELSE EXISTS (SELECT FROM directives_addressee AS a WHERE a.addressee_id = directives_attachment.addressee_id
        AND directives_side(a.at_no, a.at_body, (SELECT officers_may('directives.directive.answer'))))
END);

-- Whether whoever acts may keep this committee: for itself, or as the police of its territory.
CREATE FUNCTION directives_keeps(p_committee integer, p_territory integer, p_where int4multirange) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN directives_side(p_committee, true, p_where) OR coalesce(p_territory <@ p_where, false);
REVOKE ALL ON FUNCTION directives_keeps(integer, integer, int4multirange) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directives_keeps(integer, integer, int4multirange) TO toandan_app;

CREATE POLICY directives_member_new_word ON directives_member AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (directives_keeps(committee_no, territory_no, (SELECT officers_may('directives.committee.keep'))));
CREATE POLICY directives_member_end_word ON directives_member AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (directives_keeps(committee_no, territory_no, (SELECT officers_may('directives.committee.keep')))) WITH CHECK (true);
CREATE POLICY directives_meeting_new_word ON directives_meeting AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (directives_keeps(committee_no, territory_no, (SELECT officers_may('directives.committee.keep'))));
CREATE POLICY directives_meeting_hold_word ON directives_meeting AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (directives_keeps(committee_no, territory_no, (SELECT officers_may('directives.committee.keep')))) WITH CHECK (true);
CREATE POLICY directives_decision_word ON directives_decision AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (EXISTS (SELECT FROM directives_meeting AS m WHERE m.meeting_id = directives_decision.meeting_id
    AND directives_keeps(m.committee_no, m.territory_no, (SELECT officers_may('directives.committee.keep')))));
