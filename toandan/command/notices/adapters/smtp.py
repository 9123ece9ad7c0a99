"""A mail server that speaks SMTP, through Django's e-mail backend and Python's smtplib (gửi thư qua SMTP)."""

from email.utils import format_datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

from toandan.command.notices.ports import NoServer, Refused, Unclear
from toandan.command.notices.words import Letter

_SECONDS = 30


class SmtpPost:
    """One connection to the server the settings name."""

    def __init__(self) -> None:
        self._backend = EmailBackend(
            host=settings.MAIL_HOST,
            port=settings.MAIL_PORT,
            username=settings.MAIL_USER,
            password=settings.MAIL_PASSWORD,
            # Whatever else the setting says, a letter does not leave in the clear by a slip of the pen.
            use_tls=settings.MAIL_SECURITY not in {"tls", "none"},
            use_ssl=settings.MAIL_SECURITY == "tls",
            timeout=_SECONDS,
            fail_silently=False,
        )

    def open(self) -> None:
        """Connect, and sign in where the settings say how. Raises NoServer."""
        try:
            self._backend.open()
        except (OSError, SMTPException) as error:
            raise NoServer from error

    def send(self, letter: Letter) -> None:
        """Hand in one letter. Raises Refused, Unclear."""
        try:
            self._backend.send_messages([self._message(letter)])
        except (SMTPResponseException, SMTPRecipientsRefused, ValueError) as error:
            # An address that cannot be written as SMTP wants it is refused here; it must not hold the others up.
            raise Refused from error
        except (SMTPServerDisconnected, SMTPException, OSError) as error:
            raise Unclear from error

    def close(self) -> None:
        """Say good-bye; a server that does not answer any more has been told everything before."""
        try:
            self._backend.close()
        except (OSError, SMTPException):
            self._backend.connection = None

    def _message(self, letter: Letter) -> EmailMultiAlternatives:
        message = EmailMultiAlternatives(
            letter.subject,
            letter.text,
            settings.MAIL_FROM,
            [letter.to],
            headers={
                "Message-ID": letter.message_id,
                "Date": format_datetime(letter.made_at),
                # No absence note answers this, and no list server forwards it.
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
            },
        )
        message.attach_alternative(letter.html, "text/html")
        return message
