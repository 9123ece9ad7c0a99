"""A bulletin stands at its order's own unit, and is signed under the number after the last, about a later day.

Without this, whoever may draft at some unit could take a day of another unit's order, and smuggled SQL could leave gaps.
"""

from django.db import migrations

STATEMENTS = [
    "CREATE POLICY campaign_bulletin_place ON campaign_bulletin AS RESTRICTIVE FOR INSERT TO toandan_app "
    "WITH CHECK (EXISTS (SELECT FROM campaign_order AS o WHERE o.order_id = campaign_bulletin.order_id "
    "AND o.scope = campaign_bulletin.unit AND o.starts_on <= campaign_bulletin.as_of))",
    """
    CREATE FUNCTION campaign_bulletin_guard() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    AS $$
    DECLARE
        v_last integer;
        v_day date;
    BEGIN
        IF NEW.state = 'signed' THEN
            SELECT max(b.number), max(b.as_of) INTO v_last, v_day FROM campaign_bulletin AS b
            WHERE b.order_id = NEW.order_id AND b.state = 'signed';
            IF NEW.number IS DISTINCT FROM coalesce(v_last, 0) + 1 OR NEW.as_of <= v_day THEN
                RAISE EXCEPTION 'a bulletin follows the last one in number and day' USING ERRCODE = '42501';
            END IF;
            IF (NEW.remarks, NEW.version) IS DISTINCT FROM (OLD.remarks, OLD.version) THEN
                RAISE EXCEPTION 'a bulletin is signed as it was worded' USING ERRCODE = '42501';
            END IF;
        END IF;
        RETURN NEW;
    END
    $$
    """,
    "CREATE TRIGGER campaign_bulletin_guard BEFORE UPDATE ON campaign_bulletin "
    "FOR EACH ROW EXECUTE FUNCTION campaign_bulletin_guard()",
]
UNDONE = [
    "DROP TRIGGER campaign_bulletin_guard ON campaign_bulletin",
    "DROP FUNCTION campaign_bulletin_guard()",
    "DROP POLICY campaign_bulletin_place ON campaign_bulletin",
]


class Migration(migrations.Migration):
    dependencies = [("campaign", "0004_bulletin_privileges")]
    operations = [migrations.RunSQL(STATEMENTS, UNDONE)]
