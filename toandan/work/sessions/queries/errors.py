"""What was asked for is not there, or not for whoever asks (không tìm thấy)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import NotThere


class PlaceUnknown(NotThere):
    """There is no such place in the caller's scope."""

    def __init__(self, code: str) -> None:
        super().__init__(_("There is no place %(code)s in your units."), code="place_unknown", values={"code": code})


class SessionUnknown(NotThere):
    """There is no such session in the caller's scope."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _("There is no session %(code)s in your units."), code="session_unknown", values={"code": code}
        )


class RouteUnknown(NotThere):
    """There is no such route in the caller's scope."""

    def __init__(self, code: str) -> None:
        super().__init__(_("There is no route %(code)s in your units."), code="route_unknown", values={"code": code})


class HomeUnknown(NotThere):
    """There is no such request for a home visit in the caller's scope."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _("There is no request for a home visit %(code)s in your units."), code="home_unknown",
            values={"code": code},
        )  # fmt: skip
