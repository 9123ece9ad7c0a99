"""Sessions kept under the digest of their key, and signed with it (phiên).

Who can read the table learns no key; who can write it can neither make a session up nor put what one session holds
under a key of their own.
"""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from toandan.record.officers.queries import kept_session


class SessionStore(db.SessionStore):
    """The database's sessions; the browser alone holds the key itself."""

    @property
    def key_salt(self) -> str:
        """Return what the session's content is signed with beside the secret: its own key."""
        return f"toandan.session.{self.session_key}"

    def _get_session_from_db(self) -> Any:
        """Return the kept session, or None and forget the key, so that a key nobody was given is never taken up."""
        found = None
        if self.session_key:
            live = self.model.objects.filter(session_key=kept_session(self.session_key))
            found = live.filter(expire_date__gt=timezone.now()).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Tell whether a session has this key."""
        return super().exists(kept_session(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row to be kept."""
        made = super().create_model_instance(data)
        made.session_key = kept_session(made.session_key)
        return made

    def delete(self, session_key: str | None = None) -> None:
        """End a session, this one when no key is given."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(kept_session(key))
