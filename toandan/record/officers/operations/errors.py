"""What keeping accounts, posts and clients can fail with."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToKeepAccount(UnableTo):
    """An account could not be made or changed."""


class UnableToAppoint(UnableTo):
    """A post could not be given or ended."""


class UnableToKeepClient(UnableTo):
    """A client's token could not be made or ended."""


class UnableToSignIn(UnableTo):
    """Somebody may not try to sign in now."""


class UnableToKeepFactor(UnableTo):
    """A second factor could not be given or taken away."""


class UnableToVisit(UnableTo):
    """Somebody without an account did something on a public page too often."""


KEY_TAKEN = _("This form has been sent already. Look whether it was done before you send another one.")
NOT_ALLOWED = _("You may not do this at this unit.")
TOO_MANY_TRIES = _("Too many failed tries. Try again in %(minutes)s minutes.")
TOO_MANY_VISITS = _("Too much came from your connection. Try again in %(minutes)s minutes.")
USERNAME_WRONG = _(
    "A login name has 3 to 64 letters without marks, digits, dots, hyphens or underscores; %(name)s does not."
)
USERNAME_TAKEN = _("There is an account named %(name)s already.")
DISPLAY_NAME_MISSING = _("The officer's name is missing.")
PASSWORD_WEAK = _("A password has at least %(least)s characters and is not the login name or an easy one.")
PASSWORD_DIFFERS = _("The present password is not the one you typed.")
LANGUAGE_UNKNOWN = _("There is no language %(language)s here.")
ROLE_UNKNOWN = _("There is no role %(role)s.")
ROLES_CLASH = _("Nobody may hold the roles %(role)s and %(held)s at the same time.")
BODY_WRONG = _("At a body outside the police only its own officers hold a post, and they hold none elsewhere.")
POST_HELD = _("The officer holds this post already.")
POST_UNKNOWN = _("There is no such post, or it has ended.")
REASON_MISSING = _("Give the reason: the order or decision this rests on.")
HEAD_HELD = _("Somebody else is in charge there during this time; end that post first.")
PERIOD_WRONG = _("The end lies before the beginning.")
CLIENT_TAKEN = _("There is a client named %(name)s already.")
CLIENT_UNKNOWN = _("There is no client named %(name)s, or its token has ended.")
PERMISSION_UNKNOWN = _("There is no permission %(permission)s.")
OWN_ACCOUNT = _("Nobody closes their own account or ends their own post.")
