"""Tables of accounts, posts, clients, roles, failed tries and the scope key.

`Officer` is the user model of the house. The program reads accounts and posts; it has no access to the scope key.
"""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.contrib.postgres.fields import ArrayField
from django.db import models

from toandan.record.officers.rules import folded


class OfficerManager(BaseUserManager["Officer"]):
    """Finds accounts by login name, however it is typed."""

    def get_by_natural_key(self, username: str | None) -> "Officer":
        """Return the account with this login name, whatever marks and capitals it is typed with."""
        return self.get(username=folded(username or ""))


class Officer(AbstractBaseUser):
    """One account (tài khoản cán bộ)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "internal",
        "username": "internal",
        "display_name": "personal",
        "password": "secret",
        "language": "internal",
        "is_active": "internal",
        "created_at": "internal",
    }

    id = models.BigAutoField(primary_key=True)
    username = models.CharField(max_length=64, unique=True)
    display_name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="", blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    # The journal knows every sign-in; a second place for the last one would only be able to differ.
    last_login = None

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = OfficerManager()

    class Meta:
        db_table = "officers_officer"

    def __str__(self) -> str:
        return self.username

    def check_password(self, raw_password: str) -> bool:
        """Tell whether this is the password; a hash of an older kind stays until the password is changed.

        Renewing it here would write while nobody is signed in yet, which the database refuses.
        """
        return check_password(raw_password, self.password)

    def get_full_name(self) -> str:
        """Return the name shown to colleagues."""
        return self.display_name


class Post(models.Model):
    """A role at a unit, from one instant to another; `head` marks who is in charge there (chức trách)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "internal",
        "officer": "internal",
        "role": "internal",
        "unit_no": "internal",
        "head": "internal",
        "since": "internal",
        "until": "internal",
        "granted_by": "internal",
        "reason": "internal",
    }

    id = models.BigAutoField(primary_key=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=32)
    unit_no = models.IntegerField()
    head = models.BooleanField(default=False, db_default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    granted_by = models.CharField(max_length=64)
    reason = models.TextField()

    class Meta:
        db_table = "officers_post"
        constraints = [
            models.CheckConstraint(
                name="officers_post_period",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"post:{self.pk}"


class Client(models.Model):
    """A system that calls the interface, with permission words at one unit (hệ thống kết nối)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "internal",
        "name": "internal",
        "token_hash": "secret",
        "unit_no": "internal",
        "permissions": "internal",
        "since": "internal",
        "until": "internal",
        "granted_by": "internal",
    }

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=64, unique=True)
    token_hash = models.BinaryField(max_length=32, unique=True)
    unit_no = models.IntegerField()
    permissions = ArrayField(models.TextField())
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    granted_by = models.CharField(max_length=64)

    class Meta:
        db_table = "officers_client"

    def __str__(self) -> str:
        return f"client:{self.name}"


class Tries(models.Model):
    """Failed tries to sign in within one span of time; `subject` is a keyed digest of account or address."""

    PRIVACY: ClassVar[dict[str, str]] = {"subject": "internal", "since": "internal", "failures": "internal"}

    subject = models.BinaryField(max_length=32, primary_key=True)
    since = models.DateTimeField()
    failures = models.IntegerField()

    class Meta:
        db_table = "officers_tries"

    def __str__(self) -> str:
        return "tries"


class RolePage(models.Model):
    """The permission words of one role, where the database's own policies look them up; only the owner reads it."""

    PRIVACY: ClassVar[dict[str, str]] = {"role": "internal", "words": "internal"}

    role = models.CharField(max_length=32, primary_key=True)
    words = ArrayField(models.TextField())

    class Meta:
        db_table = "officers_role"

    def __str__(self) -> str:
        return f"role:{self.role}"


class ScopeKey(models.Model):
    """The database's copy of the key that seals scopes, as HMAC uses it; only the owner reads it."""

    PRIVACY: ClassVar[dict[str, str]] = {"single": "internal", "inner_key": "secret", "outer_key": "secret"}

    single = models.BooleanField(primary_key=True, default=True)
    inner_key = models.BinaryField()
    outer_key = models.BinaryField()

    class Meta:
        db_table = "officers_scope_key"
        constraints = [models.CheckConstraint(name="officers_scope_key_single", condition=models.Q(single=True))]

    def __str__(self) -> str:
        return "scope key"


class OpenSession(models.Model):
    """A session somebody signed in with, so that an officer sees and ends their own (phiên làm việc).

    `session_key` is the digest under which the session is kept, never the key the browser holds.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "session_key": "secret",
        "officer": "internal",
        "opened_at": "internal",
        "agent": "internal",
    }

    session_key = models.CharField(max_length=40, primary_key=True)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    agent = models.CharField(max_length=120)

    class Meta:
        db_table = "officers_session"

    def __str__(self) -> str:
        return f"session of officer:{self.officer_id}"
