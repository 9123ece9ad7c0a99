"""The open data and the feed: what the pages say, for programs (dữ liệu mở, nguồn cấp tin)."""

import csv
import io
import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toandan.command.publication import queries
from toandan.command.publication.queries import NotPublished
from toandan.command.publication.words import PublicDay
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit
from toandan.faces.web.public.dictionary import columns, lines
from toandan.faces.web.public.tongue import public_page
from toandan.faces.web.public.views import finding
from toandan.sheets import share
from toandan.sheets.tables.safety import quoted

FORMS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
LATEST_BULLETINS = 30


@public_page
def data(request: Visit, order: str, form: str) -> HttpResponse:
    """Hand out one day of an order as CSV or JSON: the latest, or the day asked for."""
    day = _day(request, order)
    content = _csv(day) if form == "csv" else _json(day)
    response = HttpResponse(content, content_type=FORMS[form])
    name = f"toandan-{day.order}-{day.as_of.isoformat()}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    # Open data may be read by the scripts of any page.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@public_page
def bulletins(request: Visit) -> HttpResponse:
    """Return the signed bulletins whose day is published, with the figures published, as an Atom feed."""
    language = (get_language() or "vi")[:2]
    home = request.build_absolute_uri(reverse("public:home", args=(language,)))
    own = request.build_absolute_uri(reverse("public:bulletins", args=(language,)))
    # A feed without an author is none (RFC 4287, 4.1.1), also while it is empty; each report names its unit beside it.
    feed = Atom1Feed(
        title=_("Daily situation reports"),
        link=home,
        description="",
        language=language,
        author_name="Toandan",
        feed_url=own,
    )
    for order in queries.open_orders():
        for number, as_of in queries.bulletins(order)[:LATEST_BULLETINS]:
            _entry(feed, request, queries.day(order, as_of), number, language)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@public_page
def picture(request: Visit, order: str, unit: str) -> HttpResponse:
    """Draw what is shown of a unit as a picture for messages and networks."""
    day = queries.day(order)
    found = day.unit(unit)
    if found is None:
        raise NotPublished(unit)
    figure = found.figures.get(day.measures[0])
    said = share.Card(
        title=finding(day, found),
        order=day.title_vi if get_language() == "vi" else day.title_en,
        figures=_sentence(day, unit),
        foot=_("Figures at the end of %(day)s") % {"day": formats.day(day.as_of)},
        percent=float(figure.rate) if figure and figure.rate is not None else None,
    )
    return HttpResponse(share.png(said), content_type="image/png")


def _day(request: Visit, order: str) -> PublicDay:
    text = request.GET.get("day", "")
    try:
        return queries.day(order, date.fromisoformat(text) if text else None)
    except ValueError as wrong:
        raise NotPublished(order) from wrong


def _csv(day: PublicDay) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.key for column in columns()])
    for line in lines(day):
        writer.writerow([_cell(cell) for cell in line])
    return out.getvalue().encode("utf-8-sig")


def _cell(cell: object) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else quoted(cell) if isinstance(cell, str) else str(cell)


def _json(day: PublicDay) -> bytes:
    keys = [column.key for column in columns()]
    rows = [{key: _plain(cell) for key, cell in zip(keys, line, strict=True)} for line in lines(day)]
    told: dict[str, Any] = {
        "order": day.order,
        "title_vi": day.title_vi,
        "title_en": day.title_en,
        "day": day.as_of.isoformat(),
        "published_at": day.published_at.isoformat(),
        "threshold": day.threshold,
        "days": [one.isoformat() for one in queries.days(day.order)],
        "rows": rows,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _plain(cell: object) -> object:
    if isinstance(cell, date):
        return cell.isoformat()
    return float(cell) if isinstance(cell, Decimal) else cell


def _sentence(day: PublicDay, unit: str) -> str:
    found = day.unit(unit)
    figure = found.figures.get(day.measures[0]) if found else None
    if figure is None:
        return _("The figures are not shown, because small numbers could be worked out from them.")
    return _("%(done)s of %(target)s people") % {
        "done": formats.number(figure.done), "target": formats.number(figure.target)
    }  # fmt: skip


def _entry(feed: Atom1Feed, request: Visit, day: PublicDay, number: int, language: str) -> None:
    """Add one bulletin; its own words are not the public's, so the sentence is made of what was published."""
    page = reverse("public:unit", args=(language, day.order, day.top.code))
    address = request.build_absolute_uri(f"{page}?day={day.as_of.isoformat()}")
    begins = datetime.combine(day.as_of, time.min, tzinfo=timezone.get_default_timezone())
    about = {"number": formats.number(number), "order": day.order, "day": formats.day(day.as_of)}
    feed.add_item(
        title=_("Report no. %(number)s of %(order)s, %(day)s") % about,
        link=address,
        # Another city's first report of its own ML01 is another entry.
        unique_id=f"tag:{split_domain_port(request.get_host())[0]},{day.as_of.isoformat()}:{day.order}/{number}",
        description=f"{finding(day, day.top)}. {_sentence(day, day.top.code)}.",
        author_name=day.top.name_vi,
        pubdate=begins,
        updateddate=day.published_at,
    )
