"""What the program's login may do with what is published: everybody reads it, nobody changes a figure that was shown.

Whoever opens, stops or withholds holds the word for it at the unit, and signs with the name the scope was sealed for. A
row that was shown can only be hidden. What was kept back, and why, is read by whoever may keep back; so a page that is
drawn without an officer, and therefore without a scope, reads what is published and nothing else.
"""

from django.db import migrations

from toandan.command.publication.words import PublicationPermission

MAY = f"(SELECT officers_may('{PublicationPermission.PUBLISH.value}'))"
HERE = f"coalesce(unit <@ {MAY}, false)"
OPEN = (
    "EXISTS (SELECT FROM publication_publication AS p "
    "WHERE p.publication_id = publication_day.publication_id AND p.state = 'open')"
)
OF_DAY = "EXISTS (SELECT FROM publication_day AS d WHERE d.day_id = {table}.day_id{more})"


def _by(column: str) -> str:
    return f"officers_acts((SELECT officers_acting()), {column})"


TABLES = ("publication", "withheld", "day", "row", "memory")
POLICIES = (
    ("publication", "read", "SELECT", "USING (true)"),
    ("publication", "open", "INSERT", f"WITH CHECK ({HERE} AND {_by('changed_by')})"),
    ("publication", "change", "UPDATE", f"USING ({HERE}) WITH CHECK ({HERE} AND {_by('changed_by')})"),
    ("withheld", "read", "SELECT", f"USING ({HERE})"),
    ("withheld", "add", "INSERT", f"WITH CHECK ({HERE} AND {_by('by')})"),
    ("withheld", "end", "UPDATE", f"USING ({HERE} AND until IS NULL) WITH CHECK ({HERE})"),
    ("day", "read", "SELECT", f"USING ({OPEN} OR {HERE})"),
    ("day", "add", "INSERT", f"WITH CHECK ({HERE} AND {_by('published_by')})"),
    ("row", "read", "SELECT", f"USING ({OF_DAY.format(table='publication_row', more='')})"),
    ("row", "add", "INSERT", f"WITH CHECK ({OF_DAY.format(table='publication_row', more=f' AND d.unit <@ {MAY}')})"),
    ("row", "hide", "UPDATE", f"USING ({OF_DAY.format(table='publication_row', more=f' AND d.unit <@ {MAY}')}) "
                              "WITH CHECK (done IS NULL)"),
    ("memory", "read", "SELECT", f"USING ({HERE})"),
    ("memory", "add", "INSERT", f"WITH CHECK ({HERE})"),
)  # fmt: skip
GRANTS = [
    *(f"GRANT SELECT, INSERT ON publication_{table} TO toandan_app" for table in TABLES),
    "GRANT UPDATE (state, reason, changed_at, changed_by) ON publication_publication TO toandan_app",
    "GRANT UPDATE (until) ON publication_withheld TO toandan_app",
    "GRANT UPDATE (target, done, rate) ON publication_row TO toandan_app",
]
LAID = [
    *(f"ALTER TABLE publication_{table} ENABLE ROW LEVEL SECURITY" for table in TABLES),
    *(
        f"CREATE POLICY publication_{table}_{name} ON publication_{table} FOR {verb} TO toandan_app {text}"
        for table, name, verb, text in POLICIES
    ),
]
LIFTED = [
    *(f"DROP POLICY publication_{table}_{name} ON publication_{table}" for table, name, _, _ in POLICIES),
    *(f"ALTER TABLE publication_{table} DISABLE ROW LEVEL SECURITY" for table in TABLES),
    *(f"REVOKE ALL ON publication_{table} FROM toandan_app" for table in TABLES),
]


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial"), ("officers", "0002_doors")]
    operations = [migrations.RunSQL([*GRANTS, *LAID], LIFTED)]
