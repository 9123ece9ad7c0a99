"""Words of the officers' room: permissions, roles and their pages of words, and the text of a policy (cán bộ).

A role is a page of permission words, held at a unit and everything below it. The words belong to the rooms that
check them and are written here as plain text, because those rooms stand above this one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class OfficersPermission(StrEnum):
    """What an officer may be allowed to do with accounts and posts."""

    MANAGE = "officers.officer.manage"


class Role(StrEnum):
    """What an officer is at a unit."""

    CITY_HEADQUARTERS = "city_headquarters"
    DISTRICT_POLICE = "district_police"
    COMMUNE_POLICE = "commune_police"
    HEADQUARTERS_OPERATOR = "headquarters_operator"
    AUDITOR = "auditor"
    JUSTICE = "justice"
    BODY_OFFICER = "body_officer"
    """Answers for a body outside the police what it was asked; held at a body and nowhere else."""
    SESSION_HELPER = "session_helper"
    """Helps at the sessions their body names them for, and sees nothing but those; held at a body and nowhere else."""


@dataclass(frozen=True, slots=True)
class RoleDescription:
    """The permission words of one role."""

    permissions: frozenset[str]


_LOOK = frozenset(
    {
        "units.unit.read",
        "campaign.board.read",
        "campaign.order.read",
        "ledger.balance.read",
        "difficulties.guidance.read",
    }
)
_REGISTER = frozenset(
    {
        "people.person.read",
        "people.number.reveal",
        "people.person.register",
        "people.person.correct",
        "people.person.export",
        "ledger.entry.post",
        "ledger.entry.read",
        "letters.letter.take_in",
        "letters.letter.write",
        "rolls.roll.import",
        "rolls.roll.export",
        "verification.case.read",
        "verification.case.open",
        "verification.case.decide",
        "verification.review.decide",
        "directives.directive.read",
        "directives.directive.answer",
        "difficulties.difficulty.read",
        "difficulties.difficulty.raise",
        "difficulties.difficulty.answer",
        "questions.question.read",
        "questions.question.answer",
        "samples.sample.read",
        "equipment.device.read",
        "equipment.device.use",
        "equipment.loan.agree",
        "evaluation.sheet.read",
        "evaluation.sheet.appeal",
        "movements.list.read",
        "movements.list.send",
        "movements.list.answer",
        "movements.civil.read",
        "movements.civil.record",
        "movements.dossier.record",
        "sessions.session.read",
        "sessions.session.run",
        "sessions.place.keep",
        "sessions.home.keep",
        "sessions.visit.record",
        "sessions.account.activate",
    }
)
_DIRECTS = frozenset({"directives.directive.draft", "directives.directive.issue", "directives.committee.keep"})
"""What whoever may write directives does with them; only a body that is a committee issues any."""
_RESOLVES = frozenset({"difficulties.difficulty.assign", "difficulties.guidance.publish"})
"""What the level above does with the difficulties of its units."""
_CHECKS = frozenset({"samples.sample.draw", "samples.check.record", "evaluation.sheet.score"})
"""What the level above does to know whether the figures of its units are true, and what they are worth."""
_FIELD = frozenset({"sessions.session.plan", "sessions.session.reconcile"})
"""What the level above does with the days in the field: it sends kits, and proves what they brought."""
_PLANS = frozenset({"field.plan.read", "field.plan.make", "field.plan.approve", "field.parameter.set"})
"""What the levels above the communes do with their kits: say where each stands, and whom it visits."""
LENT: Final[frozenset[str]] = frozenset(
    {
        "people.person.read",
        "ledger.entry.post",
        "movements.dossier.record",
        "sessions.session.read",
        "sessions.session.run",
        "sessions.visit.record",
        "sessions.account.activate",
        "verification.case.open",
    }
)
"""What an officer may do at a unit that theirs was assigned to help.

Find people and take their papers, run the sessions and make the visits at home for that, activate accounts there, tell
of a death heard of.
"""


ROLES: Final[Mapping[Role, RoleDescription]] = {
    Role.CITY_HEADQUARTERS: RoleDescription(
        _LOOK
        | _REGISTER
        | {
            "ledger.entry.seal",
            "campaign.order.create",
            "campaign.target.set",
            "campaign.bulletin.draft",
            "campaign.bulletin.sign",
            "evaluation.criteria.set",
            "publication.order.publish",
            "journal.line.read",
            "letters.peer.keep",
            "officers.officer.manage",
            "units.body.add",
            "verification.proposal.make",
            "reorganisation.run.carry_out",
            "units.support.sign",
            "movements.clock.run",
            "equipment.device.keep",
            "equipment.block.lift",
        }
        | _DIRECTS
        | _RESOLVES
        | _CHECKS
        | _FIELD
        | _PLANS
    ),
    Role.DISTRICT_POLICE: RoleDescription(
        _LOOK
        | _REGISTER
        | {"campaign.target.set", "journal.line.read", "verification.proposal.make", "equipment.device.keep"}
        | _DIRECTS
        | _RESOLVES
        | _CHECKS
        | _FIELD
        | _PLANS
    ),
    Role.COMMUNE_POLICE: RoleDescription(_LOOK | _REGISTER),
    Role.HEADQUARTERS_OPERATOR: RoleDescription(
        # An import writes people and posts them; who may import but not write would be refused at the last step.
        _LOOK
        | {
            "rolls.roll.import",
            "people.person.register",
            "ledger.entry.post",
            "ledger.entry.seal",
            "officers.officer.manage",
            "units.body.add",
            "reorganisation.run.carry_out",
            "movements.clock.run",
            "equipment.device.read",
            "equipment.device.keep",
        }
    ),
    Role.AUDITOR: RoleDescription(_LOOK | {"journal.line.read"}),
    Role.JUSTICE: RoleDescription(_LOOK),
    Role.BODY_OFFICER: RoleDescription(
        frozenset({"units.unit.read", "verification.request.read", "verification.request.answer"})
        | {"directives.directive.read", "directives.directive.answer"}
        | {"difficulties.difficulty.read", "difficulties.difficulty.raise", "difficulties.difficulty.answer"}
        | {"difficulties.guidance.read"}
        | {"sessions.helper.answer"}
        | _DIRECTS
    ),
    Role.SESSION_HELPER: RoleDescription(frozenset({"units.unit.read", "sessions.account.help"})),
}
"""Every role with its page of words."""

OF_BODIES: Final[frozenset[Role]] = frozenset({Role.BODY_OFFICER, Role.SESSION_HELPER})
"""Roles that are held at bodies outside the police, and nowhere else."""

INCOMPATIBLE: Final[frozenset[frozenset[Role]]] = frozenset(
    frozenset({Role.AUDITOR, other}) for other in Role if other not in {Role.AUDITOR, Role.JUSTICE, *OF_BODIES}
)
"""Pairs that nobody may hold at the same time, at any unit: who audits does not also do what is audited."""

PERSONLESS: Final[frozenset[str]] = _LOOK | {
    "campaign.order.create",
    "campaign.target.set",
    "publication.order.publish",
}
"""Words that need no row about anybody; a post with only these opens no rows in the database either."""


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post: a role at a unit from one instant to another, the end excluded and open while None."""

    post_id: int
    officer_id: int
    role: Role
    unit_no: int
    since: datetime
    until: datetime | None
    granted_by: str
    reason: str
    head: bool = False

    def held(self, now: datetime) -> bool:
        """Tell whether the post is held at this instant."""
        return self.since <= now and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One account as lists show it."""

    officer_id: int
    username: str
    display_name: str
    is_active: bool
    posts: tuple[PostRow, ...]


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One system that calls the interface with a token of its own."""

    client_id: int
    name: str
    unit_no: int
    permissions: frozenset[str]
    since: datetime
    until: datetime | None


GROUP: Final = "toandan_app"
"""The role the program's logins are members of."""


def policy(table: str, *columns: str, citus: bool = False) -> str:
    """Return the SQL that lays row-level security over a table: a row is there when any of the columns is in scope.

    The plain form asks once per statement and believes only a sealed scope. The Citus form is an expression of the
    row and the setting alone, because workers have neither the key nor the process the seal was made for; it believes
    the setting as it stands.
    """
    names = columns or ("unit_no",)
    scope = (
        "nullif(current_setting('toandan.scope', true), '')::int4multirange" if citus else "(SELECT officers_scope())"
    )
    # The planner takes `<@` to keep nearly nothing, and then sorts what an index holds in order; `coalesce` tells it
    # nothing, which is nearer to the truth: the list of a page takes half a millisecond instead of eight.
    inside = " OR ".join(f"coalesce({name} <@ {scope}, false)" for name in names)
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\n"
        f"CREATE POLICY {table}_scope ON {table} TO {GROUP} USING ({inside}) WITH CHECK ({inside});\n"
    )
