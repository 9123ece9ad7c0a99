-- The program's privileges on import runs. What a big opening takes down is the owner's business alone.
GRANT SELECT, INSERT ON rolls_run TO toandan_app;
-- Whose file it is, at which unit, and what is in it never change.
GRANT UPDATE (
    nature, mapping, on_day, mode, max_duplicates, dry_run, state, reason, rows, rows_read, accepted, refused,
    duplicates, warnings, counts, mover, mover_id, finished_at
) ON rolls_run TO toandan_app;
GRANT SELECT, INSERT ON rolls_batch TO toandan_app;
GRANT USAGE ON SEQUENCE rolls_run_run_id_seq TO toandan_app;

-- The queue of jobs is written beside any scope, so a job proves nothing about who asked for it. The run does: whoever
-- brings it or moves it stands in it by name, and a batch is noted by whoever moved its run last.
CREATE POLICY rolls_run_bring ON rolls_run AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(actor_id, actor) AND officers_acts(mover_id, mover));
CREATE POLICY rolls_run_move ON rolls_run AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (true) WITH CHECK (officers_acts(mover_id, mover));
CREATE POLICY rolls_batch_note ON rolls_batch AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (EXISTS (
    SELECT FROM rolls_run AS run
    WHERE run.run_id = rolls_batch.run_id AND run.unit_no = rolls_batch.unit_no
      AND officers_acts(run.mover_id, run.mover)
));
