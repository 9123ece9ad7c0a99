"""The words of verification for people, in both languages (nhãn)."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from toandan.work.verification.words import (
    Answer,
    BirthRank,
    CaseState,
    CaseVerb,
    EvidenceKind,
    Kind,
    Outcome,
    Step,
    Strength,
    TriageRule,
    Turn,
    Verdict,
)

Text = Promise | str

KINDS: Mapping[Kind, Text] = {
    Kind.SUSPECTED_DEAD: _("Suspected dead"),
    Kind.BIRTH_DATE_MISSING: _("Birth date missing"),
    Kind.NO_PAPERS: _("No papers"),
    Kind.UNREGISTERED_RESIDENCE: _("Residence not registered"),
    Kind.IDENTITY_MISMATCH: _("Details do not match"),
    Kind.DUPLICATE: _("Two records, one person?"),
}
STATES: Mapping[CaseState, Text] = {
    CaseState.OPEN: _("Open"),
    CaseState.ASKED: _("Asked"),
    CaseState.ANSWERED: _("Answered"),
    CaseState.DECIDED: _("Decided"),
}
TAGS: Mapping[CaseState, str] = {
    CaseState.OPEN: "plain",
    CaseState.ASKED: "watch",
    CaseState.ANSWERED: "watch",
    CaseState.DECIDED: "done",
}
"""How each state is coloured; the word stands beside the colour."""

VERBS: Mapping[CaseVerb, Text] = {
    CaseVerb.OPENED: _("The case was opened"),
    CaseVerb.ASKED: _("A body was asked"),
    CaseVerb.ANSWERED: _("The body answered"),
    CaseVerb.STEP: _("A step was done"),
    CaseVerb.RULED_OUT: _("A paper was ruled out"),
    CaseVerb.DECIDED: _("The case was decided"),
    CaseVerb.REOPENED: _("The case was reopened"),
}
OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.DEAD: _("The person is dead"),
    Outcome.ALIVE: _("The person is alive"),
    Outcome.BIRTH_DATE_FOUND: _("The birth date is known"),
    Outcome.PAPERS_COMPLETE: _("The papers are complete; the person must get a card"),
    Outcome.RESIDENCE_REGISTERED: _("The residence is registered"),
    Outcome.NOT_FOUND_HERE: _("The person was not found here"),
    Outcome.DETAILS_RIGHT: _("The details are right"),
    Outcome.SAME_PERSON: _("Both records are one person; the second one leaves"),
    Outcome.DIFFERENT_PEOPLE: _("The records are two people"),
}
ANSWERS: Mapping[Answer, Text] = {
    Answer.CONFIRMED: _("Yes, it is so"),
    Answer.DENIED: _("No, it is not so"),
    Answer.UNKNOWN: _("Nothing is known here"),
}
RANKS: Mapping[BirthRank, Text] = {
    BirthRank.HOSPITAL_PAPER: _("First hospital paper or birth notification"),
    BirthRank.CONSISTENT_PAPERS: _("Personal papers that agree"),
    BirthRank.FIRST_VALID_PAPER: _("The first valid personal paper"),
    BirthRank.SWORN_STATEMENT: _("The person's sworn statement"),
    BirthRank.FIRST_OF_JANUARY: _("1 January of the year, assumed, never a proof"),
}
STEPS: Mapping[Step, Text] = {
    Step.SEARCH: _("Fingerprints and photo taken, register searched"),
    Step.NO_MATCH: _("No match confirmed"),
    Step.PAPER_ASKED: _("Civil-status paper asked for"),
    Step.PAPER_RECEIVED: _("Civil-status paper received"),
    Step.RESIDENCE: _("Residence registered at the centre"),
    Step.NUMBER: _("Personal number given"),
}
EVIDENCE: Mapping[EvidenceKind, Text] = {
    EvidenceKind.DEATH_CERTIFICATE: _("Death certificate"),
    EvidenceKind.COURT_DECISION: _("Court decision"),
    EvidenceKind.BIRTH_CERTIFICATE: _("Birth certificate"),
    EvidenceKind.HOSPITAL_PAPER: _("Hospital paper"),
    EvidenceKind.CIVIL_STATUS_EXTRACT: _("Extract of the civil-status register"),
    EvidenceKind.PERSONAL_PAPERS: _("Personal papers"),
    EvidenceKind.SWORN_STATEMENT: _("Sworn statement"),
    EvidenceKind.OFFICIAL_LETTER: _("Official letter"),
    EvidenceKind.MINUTES: _("Minutes of the verification"),
    EvidenceKind.SEARCH_RECORD: _("Record of a search"),
    EvidenceKind.RULE: _("Rule"),
}
VERDICTS: Mapping[Verdict, Text] = {
    Verdict.SAME: _("The same person"),
    Verdict.DIFFERENT: _("Two people"),
    Verdict.UNSURE: _("I cannot tell"),
}
TURNS: Mapping[Turn, Text] = {
    Turn.MINE: _("Waits for me"),
    Turn.FIRST: _("Nobody has looked yet"),
    Turn.SECOND: _("Another reviewer is needed"),
    Turn.OTHERS: _("I have judged, others have not"),
}
STRENGTHS: Mapping[Strength, Text] = {
    Strength.CONFLICT: _("Linkage found a conflict"),
    Strength.HIGH: _("Nearly sure (0.99 or more)"),
    Strength.MIDDLE: _("Likely (0.5 to 0.99)"),
    Strength.LOW: _("Unlikely (under 0.5)"),
}
"""How probable a pair is, as a reviewer chooses it."""
RULES: Mapping[TriageRule, Text] = {
    TriageRule.OPEN: _("Open a case for everybody who must hold a card and whose birth date is not whole"),
    TriageRule.ASK: _("Ask one body about every open case"),
    TriageRule.FIRST_OF_JANUARY: _("Assume 1 January where the year is known and every other paper is ruled out"),
}

COLUMNS: tuple[Text, ...] = (
    _("No."),
    _("Full name"),
    _("Birth date"),
    _("Sex"),
    _("Parents"),
    _("Permanent place"),
    _("What is in doubt"),
    _("Answer due on"),
    _("Answer"),
    _("What was found"),
    _("Paper"),
    _("Day found"),
    _("Answered on"),
)
"""Headings of a request list that is taken out as a spreadsheet."""


RELEASED = _("No longer needed since %(day)s")


def answer(given: Answer | None, released_on: date | None) -> str:
    """Write an answer for people: what it is, or since when it is no longer needed; "" while it is waited for."""
    if given is None and released_on is not None:
        vietnamese = (get_language() or "vi").startswith("vi")
        return str(RELEASED) % {"day": f"{released_on:%d/%m/%Y}" if vietnamese else date_format(released_on, "j F Y")}
    return str(ANSWERS[given]) if given else ""


def evidence(text: str) -> str:
    """Write a kept paper for people: its kind in words, then its number and day."""
    kind, _space, rest = text.partition(" ")
    return f"{EVIDENCE[EvidenceKind(kind)]} {rest}".strip() if kind in set(EvidenceKind) else text
