"""The details of a journal line in words (chi tiết dòng nhật ký).

The journal keeps words and ids of the rooms above it and cannot know what they mean; the page may, and asks each room
for its labels. A detail nobody has words for is shown as it was written.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from toandan.command.campaign import labels as campaign
from toandan.faces.web.frame import formats
from toandan.record.journal import labels as journal
from toandan.record.journal.words import Line
from toandan.record.ledger import labels as ledger
from toandan.record.officers import labels as officers
from toandan.record.people import labels as people
from toandan.record.rolls import labels as rolls

SUBJECTS: Mapping[str, Promise | str] = {
    "agreement": _("agreement no. %(name)s"),
    "appeal": _("appeal no. %(name)s"),
    "case": _("case no. %(name)s"),
    "cases": _("%(name)s cases"),
    "client": _("client %(name)s"),
    "day": _("day %(name)s"),
    "device": _("device %(name)s"),
    "difficulty": _("difficulty no. %(name)s"),
    "directive": _("directive no. %(name)s"),
    "entry": _("ledger entry %(name)s"),
    "export": _("long table no. %(name)s"),
    "file": _("file %(name)s"),
    "guidance": _("guidance no. %(name)s"),
    "inventory": _("the inventory"),
    "journal": _("the journal"),
    "ledger": _("the ledger"),
    "letter": _("letter no. %(name)s"),
    "list": _("notification list no. %(name)s"),
    "meeting": _("meeting no. %(name)s"),
    "officer": _("officer no. %(name)s"),
    "order": _("order %(name)s"),
    "pair": _("pair no. %(name)s"),
    "pair_sample": _("blind sample no. %(name)s"),
    "peer": _("authority no. %(name)s"),
    "people": _("%(name)s people"),
    "person": _("person no. %(name)s"),
    "place": _("place %(name)s"),
    "plan": _("plan no. %(name)s"),
    "plan_run": _("work on plan no. %(name)s"),
    "proposals": _("%(name)s proposals of linkage"),
    "question": _("question no. %(name)s"),
    "reorganisation": _("reorganisation no. %(name)s"),
    "request_list": _("request list no. %(name)s"),
    "review": _("review no. %(name)s"),
    "roll": _("roll no. %(name)s"),
    "route": _("route %(name)s"),
    "sample": _("sample no. %(name)s"),
    "score_sheet": _("score sheet no. %(name)s"),
    "seal": _("seal no. %(name)s"),
    "session": _("session %(name)s"),
    "sheet": _("table %(name)s"),
    "support": _("assignment of help no. %(name)s"),
    "unit": _("unit no. %(name)s"),
    "units": _("units from %(name)s"),
}
"""Kinds of things a line is about; `%(name)s` is the number, code or day that stands behind the colon.

A test of the house asks that every kind the code writes has words, and below every purpose people are shown for.
"""

NAMES: Mapping[str, Promise | str] = {
    "accepted": _("rows taken in"),
    "added": _("added"),
    "agreed": _("agreed by both sides"),
    "act": _("decision"),
    "address": _("network address"),
    "addressee": _("addressee"),
    "addressees": _("addressees"),
    "agreement": _("agreement no."),
    "again": _("planned anew"),
    "announced": _("announced"),
    "answer": _("answer"),
    "at": _("at"),
    "body": _("body no."),
    "body_kind": _("kind of body"),
    "by": _("allowed by"),
    "came_of_age": _("came of age"),
    "cancelled": _("cancelled"),
    "cards_expired": _("cards expired"),
    "case": _("case no."),
    "cases": _("cases"),
    "code": _("cause"),
    "collected": _("counted by the crew"),
    "criterion": _("criterion"),
    "day": _("day"),
    "days": _("days"),
    "deadline": _("deadline"),
    "decisions": _("decisions"),
    "device": _("device no."),
    "devices": _("devices"),
    "difficulties": _("difficulties and guidance"),
    "difficulty": _("difficulty no."),
    "digest": _("checksum"),
    "directives": _("directives"),
    "done": _("cases done"),
    "dry_run": _("check only"),
    "due_on": _("due on"),
    "engine": _("engine"),
    "entry": _("ledger entry"),
    "factors": _("second factors"),
    "faults": _("findings"),
    "fields": _("details changed"),
    "fingerprint": _("fingerprint of the key"),
    "format": _("format"),
    "found_day": _("day found"),
    "from": _("from"),
    "gap": _("gap in percent"),
    "gone": _("rows merged"),
    "head": _("In charge of the unit"),
    "helped": _("unit that is helped, no."),
    "helper": _("unit that helps, no."),
    "hidden": _("units hidden"),
    "home": _("home visit no."),
    "homes": _("homes"),
    "in_person": _("came in person"),
    "issuer": _("issuer"),
    "keep": _("kept beside it"),
    "kept": _("kept"),
    "kind": _("kind"),
    "known": _("known already"),
    "language": _("language"),
    "last": _("last number"),
    "letter": _("letter no."),
    "letters": _("letters"),
    "lines": _("lines"),
    "list": _("list no."),
    "lists": _("lists"),
    "main": _("unit that carries it on, no."),
    "masked": _("numbers covered"),
    "measure": _("counted as done"),
    "member": _("member no."),
    "minutes": _("minutes"),
    "mode": _("rows that are wrong"),
    "months": _("months"),
    "moved": _("people moved"),
    "movement": _("movement no."),
    "number": _("number"),
    "officer": _("officer"),
    "on": _("on the day"),
    "outcome": _("outcome"),
    "overdue": _("overdue"),
    "peer": _("authority no."),
    "pair_sample": _("blind sample no."),
    "pairs": _("pairs"),
    "people": _("people"),
    "percent": _("goal, %"),
    "permissions": _("permissions"),
    "person": _("person"),
    "plan": _("plan"),
    "post": _("post"),
    "posted": _("lines posted"),
    "posts": _("posts"),
    "probability": _("probability"),
    "product": _("product"),
    "purpose": _("purpose"),
    "questions": _("questions"),
    "rank": _("rank of the evidence"),
    "reason": _("reason"),
    "received": _("received"),
    "receipts": _("receipts"),
    "receiver": _("receiver, unit no."),
    "record": _("record of the list"),
    "refused": _("lines or rows refused"),
    "remedy": _("remedy"),
    "reviews": _("reviews"),
    "role": _("role"),
    "routes": _("routes of home visits"),
    "rows": _("rows"),
    "rule": _("rule"),
    "second_factor": _("with a second factor"),
    "sections": _("sections"),
    "sent": _("sent"),
    "sent_back": _("sent back"),
    "session": _("session"),
    "sessions": _("sessions"),
    "settled": _("settled"),
    "sha256": "SHA-256",
    "sign": _("number and sign"),
    "signed_by": _("signed by"),
    "since": _("from day"),
    "size": _("bytes"),
    "starts_on": _("from day"),
    "step": _("step"),
    "superseded": _("superseded"),
    "suspended": _("suspended"),
    "table": _("table"),
    "tables": _("tables"),
    "tasks": _("tasks"),
    "temporary_only": _("temporary residents only"),
    "territories": _("territories"),
    "tickets": _("queue numbers served"),
    "undoes": _("undoes entry no."),
    "unit": _("unit"),
    "units": _("units"),
    "until": _("to day"),
    "verb": _("what was done"),
    "verdict": _("opinion"),
    "version": _("version"),
    "waiting": _("waiting"),
    "waterfall": _("weights of the comparison"),
    "weight": _("weight"),
    "what": _("what it was"),
    "whole": _("everything reported"),
    "why": _("why"),
}
"""What a detail is called."""

PURPOSES: Mapping[str, Promise | str] = {
    "cases.case": _("a case"),
    "cases.list": _("the queue of cases"),
    "cases.review": _("a review of two records"),
    "cases.reviews": _("the queue of reviews"),
    "difficulties.difficulty.read": _("a difficulty that names people"),
    "difficulties.difficulty.raise": _("raising a difficulty"),
    "difficulties.file.read": _("a file kept with a difficulty"),
    "difficulties.guidance.publish": _("publishing guidance"),
    "difficulties.guidance.read": _("guidance for all"),
    "directives.file.read": _("a file kept with a directive"),
    "evaluation.criteria.set": _("setting the weights of criteria"),
    "evaluation.sheet.read": _("a score sheet"),
    "evaluation.sheet.score": _("scoring units"),
    "export": _("a roll taken out"),
    "field.plan.approve": _("approving a plan of the kits"),
    "field.plan.make": _("planning the kits"),
    "field.plan.read": _("a plan of the kits"),
    "field.parameter.set": _("setting what plans of the kits reckon with"),
    "journal.sheet.take": _("a table taken out"),
    "movements.civil.read": _("movements of people"),
    "movements.civil.record": _("recording a movement"),
    "movements.dossier.record": _("taking a card dossier"),
    "movements.list": _("a notification list"),
    "movements.list.choose": _("choosing people for a notification list"),
    "movements.list.export": _("a notification list taken out as a file"),
    "movements.list.file": _("a file of people for notification lists"),
    "movements.list.paper": _("a notification list to be printed"),
    "movements.list.read": _("notification lists"),
    "movements.list.send": _("drawing up notification lists"),
    "people.person.register": _("writing a person down"),
    "people.search": _("a search by another system"),
    "requests.list": _("what a body was asked, by its own system"),
    "samples.check.record": _("the visit to a person of a sample"),
    "samples.sample.draw": _("drawing a sample"),
    "samples.sample.read": _("the people of a sample"),
    "verification.case.decide": _("deciding a case"),
    "verification.case.open": _("work on a case"),
    "verification.case.read": _("looking at cases"),
    "verification.list.export": _("a request list taken out as a file"),
    "verification.list.paper": _("a request list to be printed"),
    "verification.request.answer": _("answering what a body was asked"),
    "verification.request.read": _("what a body was asked"),
    "verification.review.decide": _("reviewing two records"),
    "people.list": _("a list"),
    "people.list.export": _("a list taken out as a file"),
    "people.find": _("a search"),
    "people.person.read": _("a person's page"),
    "people.person.correct": _("a correction"),
    "people.number.reveal": _("revealing the number"),
    "sessions.session.read": _("to look at days in the field"),
    "sessions.session.plan": _("to send kits out"),
    "sessions.place.keep": _("to keep places"),
    "sessions.home.keep": _("to ask for visits at home"),
    "sessions.visit.record": _("to visit people at home"),
    "sessions.helper.answer": _("to answer about helpers"),
    "sessions.account.activate": _("to activate accounts"),
    "sessions.account.help": _("to help at a session"),
}
WHYS: Mapping[str, Promise | str] = {
    "signed_out": _("signed out"),
    "expired": _("the time was up"),
    "ended": _("ended by the officer"),
    "password": _("wrong name or password"),
    "code": _("wrong code"),
    "too_many_tries": _("too many tries"),
    "given": _("given, kept with the person"),
    "rolls.not_asked": _("the officer had not asked for it"),
    "rolls.run_unknown": _("the officer's units have no such roll"),
}
LANGUAGES: Mapping[str, str] = {"vi": "Tiếng Việt", "en": "English"}


def subject(line: Line) -> str:
    """Return what a line is about, in words; a subject nobody has words for is shown as it was written."""
    kind, _colon, name = line.subject.partition(":")
    if kind not in SUBJECTS:
        return line.subject
    return str(SUBJECTS[kind]) % {"name": _day(name) if kind in {"day", "units"} else name}


def told(line: Line) -> list[tuple[str, str]]:
    """Return the details of a line as (name, value) in the page's language; the list of people stands elsewhere."""
    return [
        (str(NAMES.get(name, name)), _value(name, value))
        for name, value in line.detail.items()
        if not isinstance(value, list)
    ]


def _value(name: str, value: object) -> str:
    if isinstance(value, bool):
        return now("yes") if value else now("no")
    if isinstance(value, int):
        # Numbers that name something are not grouped: nobody looks for entry 48.213.
        return str(value) if name in {"entry", "officer", "post"} else formats.number(value)
    text = "" if value is None else str(value)
    if name == "fields":
        return ", ".join(_word(people.FIELDS, part) for part in text.split(",") if part)
    if name in _DAYS:
        return _day(text)
    return _WORDS[name](text) if name in _WORDS else text


def _word(words: Mapping[Any, object], text: str) -> str:
    """Return the label of a word; StrEnum keys are found by their text."""
    return str(words.get(text, text))


def _verb(text: str) -> str:
    found = _word(ledger.VERBS, text)
    return str(journal.sentence(text)) if found == text else found


def _day(text: str) -> str:
    try:
        return formats.day(date.fromisoformat(text))
    except ValueError:
        return text


_DAYS = frozenset({"since", "until", "starts_on", "deadline"})
_WORDS: Mapping[str, Callable[[str], str]] = {
    "verb": _verb,
    "role": lambda text: _word(officers.ROLES, text),
    "kind": lambda text: _word(officers.FACTORS, text),
    "mode": lambda text: _word(rolls.MODES, text),
    "product": lambda text: _word(campaign.PRODUCTS, text),
    "measure": lambda text: _word(campaign.MEASURES, text),
    "purpose": lambda text: _word(PURPOSES, text),
    "why": lambda text: _word(WHYS, text),
    "reason": lambda text: _word(WHYS, text),
    "language": lambda text: _word(LANGUAGES, text),
}
