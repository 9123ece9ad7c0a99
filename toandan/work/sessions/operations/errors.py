"""Why something could not be done in the field; each refusal has its sentence here (lý do từ chối)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToHold(UnableTo):
    """The session could not be announced, moved, opened, run, closed, reconciled or cancelled."""


class UnableToKeepPlace(UnableTo):
    """The place or the agreement could not be written down."""


class UnableToVisit(UnableTo):
    """The request, the route or the outcome of a visit could not be written down."""


class UnableToActivate(UnableTo):
    """The account was not noted as activated, or the note not undone."""


def inactive(code: str, **values: object) -> UnableToActivate:
    """Return the refusal of something about an account with this code and its sentence."""
    return UnableToActivate(SENTENCES[code], code=code, values=values)


def unable(code: str, **values: object) -> UnableToHold:
    """Return the refusal of something about a session with this code and its sentence."""
    return UnableToHold(SENTENCES[code], code=code, values=values)


def unkept(code: str, **values: object) -> UnableToKeepPlace:
    """Return the refusal of something about a place with this code and its sentence."""
    return UnableToKeepPlace(SENTENCES[code], code=code, values=values)


def unvisited(code: str, **values: object) -> UnableToVisit:
    """Return the refusal of something about a visit with this code and its sentence."""
    return UnableToVisit(SENTENCES[code], code=code, values=values)


SENTENCES = {
    "key_used": _("This form has already been used for something else."),
    "reason_missing": _("Say why: a reason is needed."),
    "wrong_state": _("This cannot be done to the session now; somebody else may have gone on with it. Look again."),
    "code_missing": _("Write the code of the place."),
    "code_used": _("Another place bears the code %(place)s already."),
    "name_missing": _("Write the name and the address of the place."),
    "share_wrong": _("The share of %(place)s must lie between 0 and 100 %%."),
    "point_wrong": _("The coordinates of %(place)s do not lie on earth, or one of the two is missing."),
    "point_missing": _("%(place)s has no coordinates, and the seat of its unit is not known: write them down."),
    "not_commune": _("A place belongs to a commune or ward."),
    "phone_wrong": _("Write a name and a telephone number of 8 to 15 digits, or leave both empty."),
    "place_closed": _("%(place)s is used no more."),
    "weekdays_missing": _("Say on which weekdays the place may be used."),
    "span_wrong": _("The last day of the agreement with %(place)s lies before its first."),
    "span_past": _("The agreement with %(place)s would be over already."),
    "paper_missing": _("Name the paper or the talk the agreement rests on."),
    "overlap": _("%(place)s is agreed for some of these half-days already, from %(since)s to %(until)s."),
    "sessions_stand": _(
        "At %(place)s sessions are announced that rest on this: %(sessions)s. Move or cancel them first."
    ),
    "agreement_over": _("This agreement is over already."),
    "day_past": _("The day %(day)s is over."),
    "day_ahead": _("The day %(day)s is not over yet."),
    "kit_missing": _("Say which kit stands there."),
    "expected_wrong": _("The number of people expected cannot be negative."),
    "place_shut": _("%(place)s cannot be used on %(day)s, %(shift)s: it is a holiday, or not agreed."),
    "kit_taken": _("Kit %(kit)s is elsewhere on %(day)s."),
    "kit_blocked": _("Kit %(kit)s is reported stolen or lost: it does no work until headquarters lifts the block."),
    "kit_far": _("On %(day)s kit %(kit)s is neither in the custody of %(unit)s or its district, nor lent to it."),
    "kit_out": _("Kit %(kit)s cannot work on %(day)s: it is broken or in repair, and nobody knows until when."),
    "kit_back": _("Kit %(kit)s cannot work on %(day)s: it is in repair and expected back on %(back)s."),
    "crowd_time": _("One kit cannot serve %(expected)s people in %(hours)s hours; %(most)s are the very most."),
    "crowd_few": _(
        "At %(place)s %(left)s people remain who could come, and %(expected)s are expected. Expect fewer, or say why "
        "more will come."
    ),
    "place_taken": _("At %(place)s there is a session on %(day)s already."),
    "open_early": _("A session is opened on its day: this one is on %(day)s."),
    "tickets_left": _("%(many)s people with a queue number still wait: serve them, or note that they left."),
    "note_missing": _("The figures differ: say why before the session is reconciled."),
    "count_wrong": _("A count cannot be negative."),
    "ticket_unknown": _("There is no queue number %(number)s at this session."),
    "ticket_state": _("This cannot be done with queue number %(number)s now."),
    "nobody_waits": _("Nobody is waiting."),
    "officer_unknown": _("There is no account called %(name)s in your units. Look at the login name again."),
    "crew_there": _("%(name)s goes with this session already."),
    "crew_unknown": _("%(name)s does not go with this session."),
    "body_far": _("This body does not work with the unit."),
    "task_missing": _("Say what the helper is asked to do."),
    "helper_answered": _("This was answered already."),
    "helper_unknown": _("Nothing like that was asked of this body."),
    "helper_name": _("Write who will come."),
    "helper_account": _(
        "%(name)s is no account of a helper of this body. Headquarters opens one; without one, leave this empty."
    ),
    "hours_early": _("Hours are written down once the session has closed, for helpers who were confirmed."),
    "window_wrong": _("The last day of the visit lies before the first."),
    "minutes_wrong": _("A visit takes between 5 and 240 minutes."),
    "home_waiting": _("A visit has been asked for this person already."),
    "home_over": _("This request is settled or withdrawn already."),
    "not_in_register": _("This person has left the register."),
    "home_point": _("The seat of the unit is not known, so the home needs coordinates."),
    "stops_twice": _("The home %(home)s is on the route twice."),
    "stops_order": _("The times of the stops do not follow each other."),
    "home_routed": _("The home %(home)s is on another route of that day."),
    "future_day": _("The day lies in the future."),
    "done_stands": _("The papers of this person were taken; that is corrected in the register, not here."),
    "not_listed": _("This person is not on the list of this session: ask an officer of the crew."),
    "not_running": _(
        "Session %(session)s does not run: accounts are noted while it is open, and until it is reconciled."
    ),
    "other_unit": _("This person stands in another unit than session %(session)s, so it cannot count there."),
    "active_already": _("This account is activated already."),
    "not_granted": _("This person has no account that waits to be activated: it must be granted first."),
    "not_active": _("This account is not activated any more; something else was posted since."),
    "undone_already": _("This activation is undone already."),
    "activation_unknown": _("There is no such activation of this person."),
    "file_empty": _("The file holds no places."),
    "file_long": _("The file has more than %(most)s lines. Cut it in parts."),
    "line_broken": _("The cells of this line are not those of the headings; look for a lost quotation mark."),
    "column_wrong": _("The column %(column)s cannot be read."),
    "file_columns": _("The file lacks the columns %(columns)s."),
}
