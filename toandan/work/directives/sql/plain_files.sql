-- Files are of the types a reader is told, and none is added to what is over. Core SQL, PostgreSQL 15 or newer.
CREATE POLICY directives_attachment_plain ON directives_attachment AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg') AND EXISTS (
    SELECT FROM directives_directive AS d
    WHERE d.directive_id = directives_attachment.directive_id AND d.state NOT IN ('closed', 'withdrawn')
));
