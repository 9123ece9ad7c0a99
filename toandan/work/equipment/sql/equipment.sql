-- The program's privileges on equipment, who sees which device, and what may happen to it. Core SQL, PostgreSQL 15 or newer.
GRANT USAGE ON SEQUENCE equipment_device_device_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE equipment_event_event_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE equipment_fault_fault_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE equipment_handover_handover_id_seq TO toandan_app;
GRANT USAGE ON SEQUENCE equipment_loan_loan_id_seq TO toandan_app;
GRANT SELECT, INSERT ON equipment_device TO toandan_app;
GRANT SELECT, INSERT ON equipment_event TO toandan_app;
GRANT SELECT, INSERT ON equipment_fault TO toandan_app;
GRANT SELECT, INSERT ON equipment_handover TO toandan_app;
GRANT SELECT, INSERT ON equipment_loan TO toandan_app;
GRANT UPDATE (state, unit_no, home_no, bound_no, place, holder, holder_id, software, model, key_made_on, condition, reported_at,
    suspect_from) ON equipment_device TO toandan_app;
GRANT UPDATE (stops, repair_since, back_on, repaired_on, repair) ON equipment_fault TO toandan_app;
GRANT UPDATE (state, answered_by, answered_by_id, answered_at, answer) ON equipment_handover TO toandan_app;
GRANT UPDATE (state, answered_by, answered_at, answer, ended_on) ON equipment_loan TO toandan_app;

-- A loan is seen by both sides and by the police above them, and asked for by one of the sides, or agreed by who speaks for
-- both.
ALTER TABLE equipment_loan ENABLE ROW LEVEL SECURITY;
CREATE POLICY equipment_loan_scope ON equipment_loan TO toandan_app
USING (coalesce(lender_no <@ (SELECT officers_scope()), false) OR coalesce(borrower_no <@ (SELECT officers_scope()), false));
CREATE POLICY equipment_loan_new ON equipment_loan AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts((SELECT officers_acting()), asked_by) AND ended_on IS NULL AND asked_no IN (lender_no, borrower_no)
    AND coalesce(asked_no <@ (SELECT officers_may('equipment.loan.agree')), false)
    AND (state = 'asked' OR state = 'agreed'
        AND coalesce(lender_no <@ (SELECT officers_may('equipment.loan.agree')), false)
        AND coalesce(borrower_no <@ (SELECT officers_may('equipment.loan.agree')), false)));

-- A device is seen where it stands, where it belongs, where it is being handed to, and by both sides of a loan in question.
ALTER TABLE equipment_device ENABLE ROW LEVEL SECURITY;
CREATE POLICY equipment_device_scope ON equipment_device TO toandan_app
USING (coalesce(unit_no <@ (SELECT officers_scope()), false) OR coalesce(home_no <@ (SELECT officers_scope()), false)
    OR coalesce(bound_no <@ (SELECT officers_scope()), false)
    OR EXISTS (SELECT FROM equipment_loan AS l
        WHERE l.device_id = equipment_device.device_id AND l.state IN ('asked', 'agreed'))
    OR EXISTS (SELECT FROM equipment_handover AS h
        WHERE h.device_id = equipment_device.device_id AND h.state = 'waiting'));
CREATE POLICY equipment_device_new ON equipment_device AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (coalesce(unit_no <@ (SELECT officers_may('equipment.device.keep')), false) AND home_no = unit_no
    AND state = 'ready' AND bound_no IS NULL AND suspect_from IS NULL
    AND officers_acts((SELECT officers_acting()), added_by));

-- What happened is signed by whoever the scope was sealed for, and never changed.
ALTER TABLE equipment_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY equipment_event_scope ON equipment_event TO toandan_app
USING (EXISTS (SELECT FROM equipment_device AS d WHERE d.device_id = equipment_event.device_id));
CREATE POLICY equipment_event_own ON equipment_event AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts(actor_id, actor)
    AND (verb <> 'lifted' OR EXISTS (SELECT FROM equipment_device AS d WHERE d.device_id = equipment_event.device_id
        AND coalesce(d.unit_no <@ (SELECT officers_may('equipment.block.lift')), false))));

ALTER TABLE equipment_fault ENABLE ROW LEVEL SECURITY;
CREATE POLICY equipment_fault_scope ON equipment_fault TO toandan_app
USING (EXISTS (SELECT FROM equipment_device AS d WHERE d.device_id = equipment_fault.device_id));
CREATE POLICY equipment_fault_new ON equipment_fault AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (officers_acts((SELECT officers_acting()), reported_by) AND repaired_on IS NULL
    AND EXISTS (SELECT FROM equipment_device AS d WHERE d.device_id = equipment_fault.device_id
        AND coalesce(d.unit_no <@ (SELECT officers_may('equipment.device.use')), false)));
CREATE POLICY equipment_fault_own ON equipment_fault AS RESTRICTIVE FOR UPDATE TO toandan_app
USING (EXISTS (SELECT FROM equipment_device AS d WHERE d.device_id = equipment_fault.device_id
    AND coalesce(d.unit_no <@ (SELECT officers_may('equipment.device.use')), false))) WITH CHECK (true);

-- A hand-over is given by where the device stands, and waits for the other side.
ALTER TABLE equipment_handover ENABLE ROW LEVEL SECURITY;
CREATE POLICY equipment_handover_scope ON equipment_handover TO toandan_app
USING (coalesce(source_no <@ (SELECT officers_scope()), false) OR coalesce(target_no <@ (SELECT officers_scope()), false));
CREATE POLICY equipment_handover_new ON equipment_handover AS RESTRICTIVE FOR INSERT TO toandan_app
WITH CHECK (state = 'waiting' AND answered_at IS NULL AND officers_acts(given_by_id, given_by)
    AND coalesce(source_no <@ (SELECT officers_may('equipment.device.use')), false));

-- Whether the owner's own function writes; what it does has been asked for there.
CREATE FUNCTION equipment_within(p_table regclass) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
RETURN current_user = (SELECT pg_get_userbyid(c.relowner) FROM pg_class AS c WHERE c.oid = p_table);

-- The states a device may pass through, whoever asks; `states.py` is the same table. A device changes hands by a hand-over
-- that two different people signed, and no block is lifted by who does not hold the word.
CREATE FUNCTION equipment_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_way text := OLD.state || '>' || NEW.state;
    v_use int4multirange := officers_may('equipment.device.use');
    v_here boolean := coalesce(OLD.unit_no <@ v_use OR OLD.unit_no <@ officers_may('equipment.device.keep'), false);
    v_blocks boolean := NEW.state IN ('stolen', 'lost') AND NEW.state <> OLD.state;
    v_lifts boolean := OLD.state IN ('stolen', 'lost') AND NEW.state IN ('ready', 'faulty');
    v_moves boolean := NEW.unit_no <> OLD.unit_no;
BEGIN
    IF NEW.state <> OLD.state AND v_way <> ALL (ARRAY[
        'ready>faulty', 'in_repair>faulty', 'ready>in_repair', 'faulty>in_repair', 'faulty>ready', 'in_repair>ready',
        'ready>stolen', 'faulty>stolen', 'in_repair>stolen', 'lost>stolen', 'ready>lost', 'faulty>lost', 'in_repair>lost',
        'stolen>ready', 'lost>ready', 'stolen>faulty', 'lost>faulty',
        'ready>retired', 'faulty>retired', 'in_repair>retired', 'stolen>retired', 'lost>retired'
    ]) THEN
        RAISE EXCEPTION 'a device cannot go from % to %', OLD.state, NEW.state USING ERRCODE = '42501';
    END IF;
    IF v_lifts AND NOT coalesce(OLD.unit_no <@ officers_may('equipment.block.lift'), false) THEN
        RAISE EXCEPTION 'only headquarters lifts a block' USING ERRCODE = '42501';
    END IF;
    IF NEW.suspect_from IS DISTINCT FROM OLD.suspect_from AND NOT v_lifts
        AND NOT (v_blocks AND NEW.suspect_from <= coalesce(OLD.suspect_from, NEW.suspect_from)) THEN
        RAISE EXCEPTION 'from when the work of a device is suspect stands' USING ERRCODE = '42501';
    END IF;
    IF v_blocks AND NEW.suspect_from IS NULL OR v_lifts AND NEW.suspect_from IS NOT NULL THEN
        RAISE EXCEPTION 'a block says from when, and nothing once it is lifted' USING ERRCODE = '42501';
    END IF;
    IF (v_moves OR NEW.holder_id IS DISTINCT FROM OLD.holder_id OR NEW.holder <> OLD.holder) AND NOT EXISTS (
            SELECT FROM equipment_handover AS h WHERE h.device_id = OLD.device_id AND h.state = 'taken'
              AND OLD.bound_no = NEW.unit_no AND h.target_no = NEW.unit_no AND NEW.bound_no IS NULL
              AND officers_acts(h.answered_by_id, h.answered_by) AND h.answered_by = NEW.holder
              AND h.answered_by_id IS NOT DISTINCT FROM NEW.holder_id AND NEW.unit_no <@ v_use) THEN
        RAISE EXCEPTION 'a device changes hands by a hand-over that was confirmed' USING ERRCODE = '42501';
    END IF;
    IF NEW.home_no <> OLD.home_no AND NOT (v_moves AND NEW.home_no = NEW.unit_no) THEN
        RAISE EXCEPTION 'a device belongs where it was handed to for good' USING ERRCODE = '42501';
    END IF;
    IF NOT v_moves AND NOT v_here AND NOT v_lifts AND NOT coalesce(OLD.bound_no <@ v_use, false) THEN
        RAISE EXCEPTION 'this device is not yours to write about' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER equipment_guard BEFORE UPDATE ON equipment_device
FOR EACH ROW WHEN (NOT equipment_within('equipment_device'::regclass)) EXECUTE FUNCTION equipment_guard();

-- A hand-over is answered once, in the own name; it is taken by another person than gave it, on the other side.
CREATE FUNCTION equipment_guard_handover() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_use int4multirange := officers_may('equipment.device.use');
BEGIN
    IF OLD.state <> 'waiting' OR NEW.state NOT IN ('taken', 'declined') OR NEW.answered_at IS NULL
        OR NOT officers_acts(NEW.answered_by_id, NEW.answered_by) THEN
        RAISE EXCEPTION 'a hand-over is answered once, in the own name' USING ERRCODE = '42501';
    END IF;
    IF NEW.state = 'taken' AND (NOT coalesce(OLD.target_no <@ v_use, false) OR OLD.given_by = NEW.answered_by
            AND OLD.given_by_id IS NOT DISTINCT FROM NEW.answered_by_id) THEN
        RAISE EXCEPTION 'another officer, of the other side, takes a device over' USING ERRCODE = '42501';
    END IF;
    IF NOT coalesce(OLD.target_no <@ v_use OR OLD.source_no <@ v_use, false) THEN
        RAISE EXCEPTION 'this is not yours to do' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER equipment_guard_handover BEFORE UPDATE ON equipment_handover
FOR EACH ROW WHEN (NOT equipment_within('equipment_handover'::regclass)) EXECUTE FUNCTION equipment_guard_handover();

-- A loan is agreed by the side that did not ask for it, and ended by either.
CREATE FUNCTION equipment_guard_loan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may int4multirange := officers_may('equipment.loan.agree') + officers_may('equipment.device.use');
    v_agrees int4multirange := officers_may('equipment.loan.agree');
    v_other integer := CASE OLD.asked_no WHEN OLD.lender_no THEN OLD.borrower_no ELSE OLD.lender_no END;
BEGIN
    IF OLD.state || '>' || NEW.state <> ALL (ARRAY['asked>agreed', 'asked>refused', 'agreed>ended']) THEN
        RAISE EXCEPTION 'a loan cannot go from % to %', OLD.state, NEW.state USING ERRCODE = '42501';
    END IF;
    IF OLD.state = 'asked' AND NOT officers_acts(officers_acting(), NEW.answered_by)
        OR NEW.state = 'agreed' AND NOT coalesce(v_other <@ v_agrees, false)
        OR NOT coalesce(OLD.lender_no <@ v_may OR OLD.borrower_no <@ v_may, false) THEN
        RAISE EXCEPTION 'a loan is agreed by the other side, in the own name' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER equipment_guard_loan BEFORE UPDATE ON equipment_loan
FOR EACH ROW WHEN (NOT equipment_within('equipment_loan'::regclass)) EXECUTE FUNCTION equipment_guard_loan();

-- A device is handed over from where it stands. It is looked up behind its policy, because that policy asks the hand-overs.
CREATE FUNCTION equipment_guard_giver() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM equipment_device AS d WHERE d.device_id = NEW.device_id AND d.unit_no = NEW.source_no) THEN
        RAISE EXCEPTION 'a device is handed over from where it stands' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER equipment_guard_giver BEFORE INSERT ON equipment_handover
FOR EACH ROW EXECUTE FUNCTION equipment_guard_giver();

-- A loan names a device of the lender's own, as that device is called; it is looked up for the same reason.
CREATE FUNCTION equipment_guard_lender() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM equipment_device AS d WHERE d.device_id = NEW.device_id AND d.home_no = NEW.lender_no
            AND d.serial = NEW.serial AND d.kind = NEW.kind) THEN
        RAISE EXCEPTION 'a unit lends its own devices' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER equipment_guard_lender BEFORE INSERT ON equipment_loan
FOR EACH ROW EXECUTE FUNCTION equipment_guard_lender();

-- The one device with this serial, as far as a neighbour needs it to ask for a loan; nothing about where it stands or how.
CREATE FUNCTION equipment_known(p_serial text, p_asks integer)
RETURNS TABLE (device_id bigint, kind text, state text, home_no integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NOT coalesce(p_asks <@ officers_may('equipment.loan.agree'), false) THEN
        RAISE EXCEPTION 'a loan is asked for in the own name' USING ERRCODE = '42501';
    END IF;
    RETURN QUERY SELECT d.device_id, d.kind, d.state, d.home_no FROM equipment_device AS d WHERE d.serial = p_serial;
END
$$;

-- Whether these serials are taken already, wherever the device stands; an inventory is checked against it.
CREATE FUNCTION equipment_taken(p_serials text[]) RETURNS TABLE (serial text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF isempty(officers_may('equipment.device.keep')) THEN
        RAISE EXCEPTION 'an inventory is taken in by who keeps devices' USING ERRCODE = '42501';
    END IF;
    RETURN QUERY SELECT d.serial FROM equipment_device AS d WHERE d.serial = ANY (p_serials);
END
$$;

-- Whether a device is reported stolen or lost, asked before it is put to work; says no more, so that anybody may ask.
CREATE FUNCTION equipment_blocked(p_serial text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM equipment_device AS d WHERE d.serial = p_serial AND d.state IN ('stolen', 'lost'))
$$;

-- Leads the devices of a unit that has ended to `p_main`, the one that goes on with it; returns how many. Loans between units
-- that are one now are over. Whoever may post the people of the old unit to the new one may do this; `p_actor` is who does.
CREATE FUNCTION equipment_lead(p_old integer, p_main integer, p_actor text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    v_may CONSTANT int4multirange := officers_may('ledger.entry.post');
    v_devices bigint;
BEGIN
    IF NOT coalesce(p_old <@ v_may AND p_main <@ v_may, false) THEN
        RAISE EXCEPTION 'devices are led by whoever leads the people' USING ERRCODE = '42501';
    END IF;
    IF NOT officers_acts(officers_acting(), p_actor) THEN
        RAISE EXCEPTION 'what is done is signed by who does it' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM units_unit AS u WHERE u.number = p_old AND u.until <= ledger_today()) THEN
        RAISE EXCEPTION 'a unit that goes on keeps its devices' USING ERRCODE = '42501';
    END IF;
    UPDATE equipment_loan SET state = CASE state WHEN 'asked' THEN 'refused' WHEN 'agreed' THEN 'ended' ELSE state END,
        ended_on = CASE state WHEN 'agreed' THEN ledger_today() ELSE ended_on END
    WHERE (lender_no, borrower_no) IN ((p_old, p_main), (p_main, p_old));
    UPDATE equipment_loan SET
        lender_no = CASE lender_no WHEN p_old THEN p_main ELSE lender_no END,
        borrower_no = CASE borrower_no WHEN p_old THEN p_main ELSE borrower_no END,
        asked_no = CASE asked_no WHEN p_old THEN p_main ELSE asked_no END
    WHERE p_old IN (lender_no, borrower_no) AND p_main NOT IN (lender_no, borrower_no);
    UPDATE equipment_handover SET
        source_no = CASE source_no WHEN p_old THEN p_main ELSE source_no END,
        target_no = CASE target_no WHEN p_old THEN p_main ELSE target_no END
    WHERE p_old IN (source_no, target_no);
    UPDATE equipment_device SET
        unit_no = CASE unit_no WHEN p_old THEN p_main ELSE unit_no END,
        home_no = CASE home_no WHEN p_old THEN p_main ELSE home_no END,
        bound_no = CASE bound_no WHEN p_old THEN p_main ELSE bound_no END
    WHERE p_old IN (unit_no, home_no, bound_no);
    GET DIAGNOSTICS v_devices = ROW_COUNT;
    RETURN v_devices;
END
$$;

REVOKE ALL ON FUNCTION equipment_guard_giver() FROM PUBLIC;
REVOKE ALL ON FUNCTION equipment_guard_lender() FROM PUBLIC;
REVOKE ALL ON FUNCTION equipment_known(text, integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION equipment_taken(text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION equipment_blocked(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION equipment_lead(integer, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION equipment_known(text, integer) TO toandan_app;
GRANT EXECUTE ON FUNCTION equipment_taken(text[]) TO toandan_app;
GRANT EXECUTE ON FUNCTION equipment_blocked(text) TO toandan_app;
GRANT EXECUTE ON FUNCTION equipment_lead(integer, integer, text) TO toandan_app;
