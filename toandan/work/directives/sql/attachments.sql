-- Files of directives: who keeps them and who reads them. Core SQL, PostgreSQL 15 or newer.
GRANT SELECT, INSERT ON directives_attachment TO toandan_app;
GRANT USAGE ON SEQUENCE directives_attachment_attachment_id_seq TO toandan_app;

-- Whoever sees the paper reads its original and annexes; what came with a report is between addressee, drafter and issuer.
ALTER TABLE directives_attachment ENABLE ROW LEVEL SECURITY;
CREATE POLICY directives_attachment_scope ON directives_attachment TO toandan_app
USING (EXISTS (SELECT FROM directives_directive AS d WHERE d.directive_id = directives_attachment.directive_id)
    AND (addressee_id IS NULL
        OR EXISTS (SELECT FROM directives_addressee AS a WHERE a.addressee_id = directives_attachment.addressee_id)));
-- A file is kept in the own name: by the sides of the paper, or by the addressee it belongs to.
CREATE POLICY directives_attachment_own ON directives_attachment AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts((SELECT officers_acting()), added_by) AND CASE WHEN addressee_id IS NULL
    THEN kind <> 'report' AND EXISTS (
        SELECT FROM directives_directive AS d WHERE d.directive_id = directives_attachment.directive_id
          AND (directives_side(d.drafter_no, d.drafter_body, (SELECT officers_scope()))
            OR directives_side(d.issuer_no, d.issuer_body, (SELECT officers_scope())))
    )
    ELSE kind = 'report' AND EXISTS (
        SELECT FROM directives_addressee AS a WHERE a.addressee_id = directives_attachment.addressee_id
          AND a.directive_id = directives_attachment.directive_id AND a.state <> 'drafted'
          AND directives_side(a.at_no, a.at_body, (SELECT officers_scope()))
    )
END);
