-- Sealing, folding, and opening months. Core SQL, PostgreSQL 15 or newer.

-- Seals the ledger at its last entry and returns the seal's number. Waits for the posts under way; those that come
-- meanwhile wait for the seal, so that no entry up to the sealed one can appear later.
CREATE FUNCTION ledger_seal(p_actor text, p_actor_id bigint, p_reason text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_seal bigint;
BEGIN
    IF p_actor = '' OR p_reason = '' THEN
        RAISE EXCEPTION 'a seal needs an actor and a reason' USING ERRCODE = '22023';
    END IF;
    IF officers_sealed() IS DISTINCT FROM officers_spelled(p_actor_id, p_actor) OR isempty(officers_scope()) THEN
        RAISE EXCEPTION 'sealing needs a scope, sealed for whoever the seal names' USING ERRCODE = '42501';
    END IF;
    -- A snapshot taken before the lock would not show the entries that were waited for.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'sealing works in read committed transactions only' USING ERRCODE = '25001';
    END IF;
    PERFORM pg_advisory_xact_lock(ledger_seal_lock());
    INSERT INTO ledger_seal (entry_id, sealed_at, actor, actor_id, reason)
    SELECT coalesce(max(e.entry_id), 0), clock_timestamp(), p_actor, p_actor_id, p_reason FROM ledger_entry AS e
    RETURNING seal_id INTO v_seal;
    RETURN v_seal;
END
$$;

-- Merges deltas of one account and day whose entries lie between the same two seals into the one with the highest
-- entry, and returns how many rows fewer there are. Figures as published at any seal stay the same to the person.
-- Everything above the last seal is left alone, so that posts never meet it.
CREATE FUNCTION ledger_fold() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_gone bigint;
BEGIN
    IF isempty(officers_scope()) THEN
        RAISE EXCEPTION 'folding needs a scope' USING ERRCODE = '42501';
    END IF;
    -- One folding at a time; the second one finds nothing left to do.
    PERFORM pg_advisory_xact_lock(ledger_seal_lock() + 1);
    WITH spans AS (
        SELECT DISTINCT s.entry_id AS top, coalesce(lag(s.entry_id) OVER (ORDER BY s.entry_id), 0) AS bottom
        FROM (SELECT DISTINCT entry_id FROM ledger_seal) AS s
    ), folded AS (
        SELECT d.unit_no, d.effective_on, d.state, p.top, max(d.entry_id) AS entry_id, sum(d.amount) AS amount,
               count(*) AS many
        FROM ledger_delta AS d JOIN spans AS p ON d.entry_id > p.bottom AND d.entry_id <= p.top
        GROUP BY d.unit_no, d.effective_on, d.state, p.top, p.bottom
        HAVING count(*) > 1
    ), gone AS (
        DELETE FROM ledger_delta AS d USING folded AS f, spans AS p
        WHERE d.unit_no = f.unit_no AND d.effective_on = f.effective_on AND d.state = f.state
          AND p.top = f.top AND d.entry_id > p.bottom AND d.entry_id < f.entry_id
        RETURNING 1
    ), kept AS (
        UPDATE ledger_delta AS d SET amount = f.amount FROM folded AS f
        WHERE d.unit_no = f.unit_no AND d.effective_on = f.effective_on AND d.state = f.state AND d.entry_id = f.entry_id
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM gone) + 0 * (SELECT count(*) FROM kept) INTO v_gone;
    RETURN v_gone;
END
$$;

-- Makes the partitions of postings for every month up to the one of `p_until`; returns the names of the new ones.
-- What lies in the partition for everything else moves to where it belongs.
CREATE FUNCTION ledger_open_months(p_until date) RETURNS SETOF text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_month date;
    v_name text;
BEGIN
    IF p_until > ledger_today() + 800 THEN
        RAISE EXCEPTION 'months are opened for two years ahead at most' USING ERRCODE = '22023';
    END IF;
    PERFORM pg_advisory_xact_lock(ledger_seal_lock() + 2);
    FOR v_month IN
        SELECT m::date FROM generate_series(
            date_trunc('month', coalesce((SELECT min(recorded_on) FROM ledger_posting_other), ledger_today())::timestamp),
            date_trunc('month', p_until::timestamp), interval '1 month'
        ) AS m
    LOOP
        v_name := 'ledger_posting_' || to_char(v_month, 'YYYY_MM');
        CONTINUE WHEN to_regclass('public.' || v_name) IS NOT NULL;
        EXECUTE format('CREATE TABLE public.%I (LIKE ledger_posting INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', v_name);
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', v_name);
        EXECUTE format(
            'WITH moved AS (DELETE FROM ledger_posting_other WHERE recorded_on >= $1 AND recorded_on < $2 RETURNING *)'
            ' INSERT INTO public.%I SELECT * FROM moved', v_name
        ) USING v_month, (v_month + interval '1 month')::date;
        EXECUTE format(
            'ALTER TABLE ledger_posting ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
            v_name, v_month, (v_month + interval '1 month')::date
        );
        RETURN NEXT v_name;
    END LOOP;
END
$$;
