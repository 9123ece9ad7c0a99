"""Giving and ending posts (bổ nhiệm, thôi giữ chức trách)."""

from datetime import datetime

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.locks import alone
from toandan.record.officers import rules
from toandan.record.officers.models import Officer, Post
from toandan.record.officers.operations import errors
from toandan.record.officers.operations.doors import acting, require
from toandan.record.officers.queries import OfficerUnknown, posts
from toandan.record.officers.words import OF_BODIES, OfficersPermission, Role
from toandan.record.units import queries as units


def appoint(
    *,
    actor: Actor,
    now: datetime,
    officer: int,
    role: str,
    unit: int,
    reason: str,
    since: datetime | None = None,
    until: datetime | None = None,
    head: bool = False,
) -> int:
    """Give an officer a role at a unit and return the post's number.

    It is held from `since` (now, when left out) to `until`, the end excluded; `head` is in charge there, as nobody else
    is at the same time. Raises NotAllowed, OfficerUnknown, UnitUnknown, and UnableToAppoint: no such role, a role that
    clashes with one held, held already, somebody else in charge, no reason.
    """
    with acting(actor):
        require(actor, OfficersPermission.MANAGE, at=unit)
        wanted = _role(role)
        if not reason.strip():
            raise errors.UnableToAppoint(errors.REASON_MISSING, code="reason_missing")
        begins = since or now
        if until is not None and until < begins:
            raise errors.UnableToAppoint(errors.PERIOD_WRONG, code="period_wrong")
        units.by_number(unit)
        # A post that opens rows, held at a unit of people, would open theirs; an answer needs none of them.
        if (wanted in OF_BODIES) != units.is_body(unit):
            raise errors.UnableToAppoint(errors.BODY_WRONG, code="body_wrong")
        # Two appointments of one officer at the same moment must see each other, or clashing roles slip through.
        _alone(officer)
        if not Officer.objects.filter(pk=officer).exists():
            raise OfficerUnknown(officer)
        _fits(officer, wanted, unit, begins, until)
        if head:
            _only(unit, begins, until)
        made = Post.objects.create(
            officer_id=officer, role=wanted, unit_no=unit, since=begins, until=until, head=head,
            granted_by=actor.name, reason=reason.strip(),
        )  # fmt: skip
        detail = {"role": wanted.value, "post": str(made.pk)} | ({"head": "yes"} if head else {})
        append(actor=actor, verb="officers.post.appoint", subject=f"officer:{officer}", unit=unit, detail=detail)
    return made.pk


def end_post(*, actor: Actor, now: datetime, post: int, reason: str) -> None:
    """End a post now. Raises NotAllowed, UnableToAppoint: no such post held or to come, one's own, no reason."""
    with acting(actor):
        found = Post.objects.filter(pk=post).first()
        if found is None or (found.until is not None and found.until <= now):
            raise errors.UnableToAppoint(errors.POST_UNKNOWN, code="post_unknown")
        require(actor, OfficersPermission.MANAGE, at=found.unit_no)
        if found.officer_id == actor.officer:
            raise errors.UnableToAppoint(errors.OWN_ACCOUNT, code="own_account")
        if not reason.strip():
            raise errors.UnableToAppoint(errors.REASON_MISSING, code="reason_missing")
        # A post that has not begun ends where it begins, and so was never held.
        Post.objects.filter(pk=post).update(until=max(now, found.since))
        detail = {"role": str(found.role), "post": str(post)}
        subject = f"officer:{found.officer_id}"
        append(actor=actor, verb="officers.post.end", subject=subject, unit=found.unit_no, detail=detail)


def repoint(*, actor: Actor, now: datetime, post: int, unit: int, keep: bool, reason: str, head: bool = False) -> bool:
    """Lead a post to the unit that took the place of its own; return whether anything was written.

    The officer gets the same role at `unit`, if not held there already. With `keep` the post at the old unit goes on
    beside it, because people still stand there; otherwise it ends now. A post that has ended is left alone. With `head`
    the officer is in charge of `unit`, unless somebody else has been put in charge of it.
    Raises NotAllowed, UnitUnknown, UnableToAppoint: no such post, no reason.
    """
    with acting(actor):
        found = Post.objects.filter(pk=post).first()
        if found is None:
            raise errors.UnableToAppoint(errors.POST_UNKNOWN, code="post_unknown")
        require(actor, OfficersPermission.MANAGE, at=found.unit_no)
        require(actor, OfficersPermission.MANAGE, at=units.by_number(unit).number)
        if not reason.strip():
            raise errors.UnableToAppoint(errors.REASON_MISSING, code="reason_missing")
        _alone(found.officer_id)
        if found.until is not None and found.until <= now:
            return False
        beside = [p for p in posts(found.officer_id, held=now) if p.unit_no == unit and p.role == found.role]
        if not beside:
            since, until = max(now, found.since), found.until
            Post.objects.create(
                officer_id=found.officer_id, role=found.role, unit_no=unit, since=since, until=until,
                head=head and not _led(unit, since, until), granted_by=actor.name, reason=reason.strip(),
            )  # fmt: skip
        if not keep:
            Post.objects.filter(pk=post).update(until=max(now, found.since))
        if beside and keep:
            return False
        detail: dict[str, str | int | bool | None] = {
            "role": str(found.role),
            "post": str(post),
            "from": found.unit_no,
            "keep": keep,
        }
        subject = f"officer:{found.officer_id}"
        append(actor=actor, verb="officers.post.repoint", subject=subject, unit=unit, detail=detail)
    return True


def _only(unit: int, since: datetime, until: datetime | None) -> None:
    """Make sure that nobody else is in charge of the unit during this time."""
    if _led(unit, since, until):
        raise errors.UnableToAppoint(errors.HEAD_HELD, code="head_held")


def _led(unit: int, since: datetime, until: datetime | None) -> bool:
    """Tell whether somebody is in charge of the unit during this time; who marks another head there waits."""
    alone("heading", unit)
    beside = Post.objects.filter(unit_no=unit, head=True).exclude(until__lte=since)
    return (beside if until is None else beside.filter(since__lt=until)).exists()


def _alone(officer: int) -> None:
    """Wait for others who appoint this officer; the row itself is locked only by those who may change the account."""
    alone("appointing", officer)


def _role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError as error:
        raise errors.UnableToAppoint(errors.ROLE_UNKNOWN, code="role_unknown", values={"role": role}) from error


def _fits(officer: int, wanted: Role, unit: int, since: datetime, until: datetime | None) -> None:
    """Make sure that no post held during the same time clashes with the wanted one, or is the same."""
    beside = [
        post
        for post in posts(officer)
        if (post.until is None or post.until > since) and (until is None or post.since < until)
    ]
    clash = rules.clash((post.role for post in beside), wanted)
    if clash is not None:
        values = {"role": wanted.value, "held": clash.value}
        raise errors.UnableToAppoint(errors.ROLES_CLASH, code="roles_clash", values=values)
    if any(post.role == wanted and post.unit_no == unit for post in beside):
        raise errors.UnableToAppoint(errors.POST_HELD, code="post_held")
