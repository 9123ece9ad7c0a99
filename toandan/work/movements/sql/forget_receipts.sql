-- Receipts that answer no more are removed by the house. Core SQL, PostgreSQL 15 or newer.

-- Removes the receipts whose code is answered no more, a year and a month after the papers were taken, as
-- movements_receipt_told has it; what was done to the person stays in the ledger. Returns how many.
CREATE FUNCTION movements_forget_receipts(p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_many bigint;
BEGIN
    IF officers_acting() IS NOT NULL OR NOT 1 <@ officers_scope() THEN
        RAISE EXCEPTION 'receipts are removed by the house' USING ERRCODE = '42501';
    END IF;
    IF p_now > now() + interval '1 day' THEN
        RAISE EXCEPTION 'that day has not come yet' USING ERRCODE = '22023';
    END IF;
    DELETE FROM movements_receipt AS r WHERE r.made_at <= p_now - interval '13 months';
    GET DIAGNOSTICS v_many = ROW_COUNT;
    RETURN v_many;
END
$$;
REVOKE ALL ON FUNCTION movements_forget_receipts(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION movements_forget_receipts(timestamptz) TO toandan_app;
