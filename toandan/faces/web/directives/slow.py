"""What a slow unit puts on the form of a directive: its figures, the evidence, obstacles, helpers (đơn vị chậm)."""

from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from toandan.command.campaign import labels as campaign_labels
from toandan.command.campaign import queries as campaign
from toandan.command.campaign.words import CampaignPermission
from toandan.command.evaluation import labels
from toandan.command.evaluation import queries as evaluation
from toandan.command.evaluation.words import Attention, SlowUnit
from toandan.faces.web.directives import parts
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit
from toandan.record.officers import queries as officers
from toandan.record.officers.operations import require
from toandan.work.directives import queries as directives

LATE_DAYS = 7
"""Days given to a unit that is still behind when the deadline of its order has passed."""


def on_form(request: Visit) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return subject, text and task for the unit that `to` and `slow` (an order's code) name; nothing for others.

    The paper is Vietnamese whatever the reader's language, and whoever drafts it may change every word. Figures are
    those of the day in `as_of`, as the page showed that led here.
    """
    order, unit = request.GET.get("slow", ""), request.GET.get("to", "")
    if not order or not unit.isdecimal() or len(unit) > 10:
        return {}, []
    of, today = campaign.order(order), localdate(request.now)
    require(request.actor, CampaignPermission.READ, at=int(unit))
    top = campaign.first_unit(order=of, actor=request.actor)
    day = _day(request.GET.get("as_of", "")) or campaign.default_day(of, today=today)
    # The page that led here may have shown the units of today; then the unit named is one of these.
    units_of = today if request.GET.get("units") == "now" else None
    found = evaluation.attention(order=of.code, as_of=day, under=top, units_of=units_of)
    one = next((one for one in found.found if one.row.number == int(unit)), None)
    if one is None:
        return {}, []
    with override("vi"):
        initial, tasks = _told(found, one, officers.in_charge([int(unit)], now=request.now).get(int(unit), ""), today)
    return _as_before(request, today) | initial, tasks


def _as_before(request: Visit, today: date) -> dict[str, Any]:
    """Return issuer, sign, place and signer as on the last paper drawn up here, so that nothing is left to fill in.

    One of the unit's own comes before one it proposed: the police tell the units below them what to do by themselves.
    """
    at = parts.mine(request)
    kept = [one.head for one in directives.outbox(at, today=today) if one.head.drafter == at]
    last = next((head for head in kept if head.issuer == at), kept[0] if kept else None)
    if last is None:
        return {"issuer": at.number}
    said = last.wording
    return {
        "issuer": last.issuer.number, "sign": said.sign, "place": said.place, "signer_title": said.signer_title,
        "signer": said.signer,
    }  # fmt: skip


def _told(found: Attention, one: SlowUnit, head: str, today: date) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    row = one.row
    said = {"unit": row.name_vi, "order": found.order}
    about = _("speeding up %(order)s at %(unit)s") % said
    task = _("Reach the target of %(order)s and report daily until then.") % said
    # Whoever is issued a task by its day can be measured: the order's own measure, at what the order asks for.
    percent = 100 * row.goal // row.target if row.target else 100
    # A task may not be due before today; what an order that is over still lacks gets a day of its own.
    due_on = found.deadline if found.deadline >= today else today + timedelta(days=LATE_DAYS)
    aim = f"{found.order}|{found.measure.value}"
    tasks = [{"text": task, "due_on": due_on, "at": row.number, "aim": aim, "percent": percent}]
    return {"subject": about, "text": "\n\n".join(_paragraphs(found, one, head))}, tasks


def _paragraphs(found: Attention, one: SlowUnit, head: str) -> list[str]:
    """Return the paragraphs of the draft: where the unit stands, the evidence, obstacles, who can help, who answers."""
    row = one.row
    paragraphs = [
        _("At the end of %(day)s %(unit)s had done %(done)s of %(target)s (%(rate)s %%), %(left)s were left.")
        % {
            "day": formats.day(found.as_of), "unit": row.name_vi, "done": formats.number(row.done),
            "target": formats.number(row.target), "rate": formats.rate(row.rate),
            "left": formats.number(max(0, row.goal - row.done)),
        }
    ]  # fmt: skip
    paragraphs += [labels.sentence(n, day=formats.day, number=formats.number) for n in one.notices]
    if one.obstacles:
        held = "; ".join(f"{campaign_labels.RESIDUALS[kind]}: {formats.number(n)}" for kind, n in one.obstacles)
        paragraphs.append(_("What holds people up: %(held)s.") % {"held": held})
    if one.helpers:
        names = ", ".join(helper.said for helper in one.helpers)
        paragraphs.append(_("Complete units nearby that could lend their kits: %(names)s.") % {"names": names})
    if head:
        paragraphs.append(_("In charge of the unit: %(name)s.") % {"name": head})
    return paragraphs


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
