"""What the operations of this room share: the paper locked, its states, the line in its timeline (phần chung)."""

from typing import Any

from toandan.ground.kernel.said import Said
from toandan.record.tables import line
from toandan.work.directives import states
from toandan.work.directives.models import Addressee, Directive, Event
from toandan.work.directives.operations.errors import unable
from toandan.work.directives.queries.sheets import DirectiveUnknown
from toandan.work.directives.words import DirectiveState, DirectiveVerb, Place


def locked(directive_id: int) -> Directive:
    """Return the paper, kept from other writers until the transaction ends. Raises DirectiveUnknown."""
    found = Directive.objects.select_for_update(of=("self",)).filter(directive_id=directive_id).first()
    if found is None:
        raise DirectiveUnknown
    return found


def visible(directive_id: int) -> Directive:
    """Return the paper as one of its readers sees it. Raises DirectiveUnknown."""
    found = Directive.objects.filter(directive_id=directive_id).first()
    if found is None:
        raise DirectiveUnknown
    return found


def locked_addressee(directive_id: int, at: Place) -> Addressee:
    """Return an addressee of a paper, kept from other writers. Raises DirectiveUnknown."""
    found = Addressee.objects.select_for_update(of=("self",)).filter(
        directive_id=directive_id, at_no=at.number, at_body=at.body
    )
    one = found.first()
    if one is None:
        raise DirectiveUnknown
    return one


def repeated(said: Said, directive_id: int, verb: DirectiveVerb) -> bool:
    """Tell whether this very write has been carried out. Raises UnableToDirect when its key was used otherwise."""
    done = Event.objects.filter(client_key=said.client_key).first()
    if done is not None and (done.directive_id, done.verb) != (directive_id, verb.value):
        raise unable("key_used")
    return done is not None


def fits(verb: DirectiveVerb, paper: Directive, reason: str) -> None:
    """Refuse what the table of states does not let happen to a paper, or what lacks its reason."""
    if not states.may(verb, DirectiveState(paper.state)):
        raise unable("wrong_state")
    if states.LIFE[verb].reason and not reason.strip():
        raise unable("reason_missing")


def fits_addressee(verb: DirectiveVerb, one: Addressee, reason: str) -> None:
    """Refuse what the table of states does not let happen to an addressee, or what lacks its reason."""
    if not states.may(verb, DirectiveState(one.state), of=states.STANDING):
        raise unable("wrong_state")
    if states.STANDING[verb].reason and not reason.strip():
        raise unable("reason_missing")


def record(said: Said, directive_id: int, verb: DirectiveVerb, addressee: int | None = None) -> None:
    """Write the line of the timeline."""
    Event(directive_id=directive_id, addressee_id=addressee, **line(said, verb)).save(force_insert=True)


def change(paper: Directive, **values: Any) -> None:
    """Write new values of a paper; the one place where its state changes."""
    Directive.objects.filter(directive_id=paper.directive_id).update(**values)


def change_addressee(one: Addressee, **values: Any) -> None:
    """Write new values of an addressee; the one place where its state changes."""
    Addressee.objects.filter(addressee_id=one.addressee_id).update(**values)


def drafter_of(paper: Directive) -> Place:
    """Return who drafts the paper."""
    return Place(paper.drafter_no, paper.drafter_body)


def issuer_of(paper: Directive) -> Place:
    """Return who issues the paper."""
    return Place(paper.issuer_no, paper.issuer_body)
