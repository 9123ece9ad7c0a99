-- Runs are read and written by who carries reorganisations out. Core SQL, PostgreSQL 15 or newer.
CREATE POLICY reorganisation_run_word ON reorganisation_run AS RESTRICTIVE TO toandan_app
USING (NOT isempty((SELECT officers_may('reorganisation.run.carry_out'))))
WITH CHECK (NOT isempty((SELECT officers_may('reorganisation.run.carry_out'))));

-- What the papers say of how units were divided stands beside the figures of a board, so every reader of boards is told
-- that, and nothing else of a run. The database picks the lines: a mapping of the whole country has ten thousand of them,
-- few of which name a share.
CREATE FUNCTION reorganisation_shares()
RETURNS TABLE (o_on date, o_old text, o_new text, o_share text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT run.on_day, line->>1, line->>2, line->>4
    FROM reorganisation_run AS run, jsonb_array_elements(run.mapping) AS line
    WHERE run.state IN ('running', 'done') AND line->>4 IS NOT NULL
      AND NOT isempty(officers_scope())
    ORDER BY run.run_id
$$;
REVOKE ALL ON FUNCTION reorganisation_shares() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reorganisation_shares() TO toandan_app;
