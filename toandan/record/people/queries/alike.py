"""Finds for many people at once whether somebody like them is in the register already (người trùng thông tin)."""

import polars as pl
from django.db import connection

_ALIKE = """
SELECT asked.place, bool_or(p.personal_number IS NULL)
  FROM unnest(%s::int[], %s::text[], %s::int[], %s::int[], %s::int[], %s::int[])
       AS asked (place, name_key, birth_year, birth_month, birth_day, unit_no)
  JOIN people_person AS p
    ON p.name_key = asked.name_key AND p.birth_year = asked.birth_year AND p.unit_no = asked.unit_no
   AND p.birth_month IS NOT DISTINCT FROM asked.birth_month AND p.birth_day IS NOT DISTINCT FROM asked.birth_day
 GROUP BY asked.place
UNION ALL
SELECT asked.place, bool_or(p.personal_number IS NULL)
  FROM unnest(%s::int[], %s::text[], %s::int[]) AS asked (place, name_key, unit_no)
  JOIN people_person AS p ON p.name_key = asked.name_key AND p.birth_year IS NULL AND p.unit_no = asked.unit_no
 GROUP BY asked.place
"""


def alike(*, people: pl.DataFrame) -> pl.DataFrame:
    """Return `place` (row number from 0) and `numberless` for rows with somebody of the same name, birth and unit.

    Needs the columns name_key, birth_year, birth_month, birth_day, unit_no; `numberless` tells whether one of those
    found has no personal number. People outside the caller's scope are not seen.
    """
    rows = people.with_row_index("place")
    dated = rows.filter(pl.col("birth_year").is_not_null())
    bare = rows.filter(pl.col("birth_year").is_null())
    with connection.cursor() as cursor:
        asked = [
            *(dated[c].to_list() for c in ("place", "name_key", "birth_year", "birth_month", "birth_day", "unit_no")),
            *(bare[c].to_list() for c in ("place", "name_key", "unit_no")),
        ]
        cursor.execute(_ALIKE, asked)
        found = cursor.fetchall()
    schema = {"place": pl.UInt32, "numberless": pl.Boolean}
    return pl.DataFrame(found, schema=schema, orient="row")
