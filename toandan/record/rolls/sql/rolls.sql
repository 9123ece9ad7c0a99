-- The program's privileges on import runs. What a big opening takes down is the owner's business alone.
GRANT SELECT, INSERT, UPDATE ON rolls_run TO toandan_app;
GRANT SELECT, INSERT ON rolls_batch TO toandan_app;
GRANT USAGE ON SEQUENCE rolls_run_run_id_seq TO toandan_app;
