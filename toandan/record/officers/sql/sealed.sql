-- Who acts, proven. Core SQL, PostgreSQL 15 or newer.

-- Returns the actor the scope was sealed for, spelled as above, when the seal holds for this process, moment, actor and
-- scope, else NULL. A seal is good for transactions that began before it or within five minutes after it.
--
-- A seal reads "moment.officer.name.proof"; its proof is 64 letters long. Every statement of a function is worked out
-- anew in every transaction, so this one has as few as can be read.
CREATE OR REPLACE FUNCTION officers_sealed() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_seal CONSTANT text := current_setting('toandan.seal', true);
    v_proven text;
BEGIN
    SELECT left(v_seal, -65) INTO v_proven FROM officers_scope_key AS k
    WHERE right(v_seal, 65) = '.' || encode(sha256(k.outer_key || sha256(k.inner_key || convert_to(
        pg_backend_pid() || '.' || left(v_seal, -65) || '.' || coalesce(current_setting('toandan.scope', true), ''), 'UTF8'
    ))), 'hex');
    -- What is proven is of our own making and reads as a number; a pattern to make sure of that beforehand would cost
    -- twice the proof.
    RETURN CASE WHEN split_part(v_proven, '.', 1)::bigint >= extract(epoch FROM now()) - 300
           THEN substr(v_proven, strpos(v_proven, '.') + 1) END;
END
$$;
