-- Who writes holds the word for it on that side, not merely a scope that reaches there. Core SQL, PostgreSQL 15 or newer.
CREATE POLICY difficulties_difficulty_new_word ON difficulties_difficulty AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (directives_side(unit_no, unit_body, (SELECT officers_may('difficulties.difficulty.raise'))));
CREATE POLICY difficulties_difficulty_change_word ON difficulties_difficulty AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (true) WITH CHECK (CASE state
    WHEN 'answered' THEN directives_side(at_no, at_body, (SELECT officers_may('difficulties.difficulty.answer')))
    WHEN 'assigned' THEN coalesce(desk_no <@ (SELECT officers_may('difficulties.difficulty.assign')), false)
    WHEN 'published' THEN coalesce(desk_no <@ (SELECT officers_may('difficulties.guidance.publish')), false)
    WHEN 'raised' THEN directives_house()
    ELSE directives_side(unit_no, unit_body, (SELECT officers_may('difficulties.difficulty.raise')))
END);

CREATE POLICY difficulties_named_word ON difficulties_named AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('difficulties.difficulty.raise')), false));

CREATE POLICY difficulties_event_word ON difficulties_event AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (EXISTS (
    SELECT FROM difficulties_difficulty AS d WHERE d.difficulty_id = difficulties_event.difficulty_id AND CASE
        WHEN verb IN ('raised', 'accepted', 'reopened', 'withdrawn')
            THEN directives_side(d.unit_no, d.unit_body, (SELECT officers_may('difficulties.difficulty.raise')))
        WHEN verb = 'answered'
            THEN directives_side(d.at_no, d.at_body, (SELECT officers_may('difficulties.difficulty.answer')))
        WHEN verb = 'attached'
            THEN directives_side(d.unit_no, d.unit_body, (SELECT officers_may('difficulties.difficulty.raise')))
                OR directives_side(d.at_no, d.at_body, (SELECT officers_may('difficulties.difficulty.answer')))
        WHEN verb = 'published' THEN coalesce(d.desk_no <@ (SELECT officers_may('difficulties.guidance.publish')), false)
        WHEN verb = 'escalated' THEN directives_house()
        ELSE coalesce(d.desk_no <@ (SELECT officers_may('difficulties.difficulty.assign')), false)
    END
));

CREATE POLICY difficulties_attachment_word ON difficulties_attachment AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (EXISTS (
    SELECT FROM difficulties_difficulty AS d WHERE d.difficulty_id = difficulties_attachment.difficulty_id AND CASE
        WHEN answering THEN directives_side(d.at_no, d.at_body, (SELECT officers_may('difficulties.difficulty.answer')))
        ELSE directives_side(d.unit_no, d.unit_body, (SELECT officers_may('difficulties.difficulty.raise')))
    END
));
