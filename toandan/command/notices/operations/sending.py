"""Handing the queued digests to the mail server, each once (gửi thư)."""

from collections import Counter
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from toandan.command.notices import labels, queries
from toandan.command.notices.adapters.smtp import SmtpPost
from toandan.command.notices.models import Digest
from toandan.command.notices.operations.settling import claim, settle
from toandan.command.notices.ports import NoServer, Post, Refused, Unclear
from toandan.command.notices.words import LOAD_PAGES, PAGES, DigestState, Kind, Letter, Line, Load
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers import queries as officers
from toandan.record.officers.operations import acting

_STYLE = "font-family:sans-serif;font-size:16px;line-height:1.5;max-width:40em;margin:1em"
"""Programs for mail keep what stands at an element and throw style sheets away."""


def deliver(*, actor: Actor, now: datetime, post: Post | None = None) -> Counter[DigestState]:
    """Hand in every queued digest and return how many ended how; the house does it. Raises NotAllowed.

    Each is claimed and the claim is kept before the server is told of it, so that however this is killed, none is
    handed in twice. A server that cannot be reached leaves the queue as it is.
    """
    if not actor.everywhere:
        raise NotAllowed("You may not do this.", code="not_allowed")
    done: Counter[DigestState] = Counter()
    if not settings.MAIL_HOST:
        return done
    with acting(actor):
        queued = list(Digest.objects.filter(state=DigestState.QUEUED.value).order_by("digest_id"))
    if not queued:
        return done
    server = post or SmtpPost()
    try:
        server.open()
    except NoServer:
        return done
    try:
        for one in queued:
            if claim(actor=actor, now=now, digest=one.digest_id):
                state = _handed_in(actor, server, one)
                settle(actor=actor, now=now, digest=one.digest_id, state=state)
                done[state] += 1
                if state is DigestState.UNKNOWN:
                    break
    finally:
        server.close()
    return done


def _handed_in(actor: Actor, server: Post, one: Digest) -> DigestState:
    with acting(actor):
        address = queries.address_of(one.officer_id)
        language = officers.language_of(one.officer_id)
    if not address:
        # The wish ended, or goes where nobody has confirmed yet, after the digest was made.
        return DigestState.REFUSED
    try:
        server.send(letter(one, address, language))
    except Refused:
        return DigestState.REFUSED
    except Unclear:
        return DigestState.UNKNOWN
    return DigestState.SENT


def letter(one: Digest, address: str, language: str) -> Letter:
    """Return the e-mail a digest is: counts and addresses of pages, nothing else."""
    lines = [Line(Kind(kind), fresh, total) for kind, fresh, total in one.lines if kind in set(Kind)]
    loads = [(Load(load), many) for load, _fresh, many in one.lines if load in set(Load)]
    with translation.override(language):
        many = sum(line.fresh for line in lines)
        heading = ngettext(
            "Toandan: %(many)s new thing waits for you", "Toandan: %(many)s new things wait for you", many
        )
        heading %= {"many": number(many)}
        said = [
            (gettext("%(fresh)s new (%(total)s in all): %(what)s")
             % {"fresh": number(line.fresh), "total": number(line.total), "what": labels.KINDS[line.kind] % line.total},
             page_address(PAGES[line.kind]))
            for line in lines
        ]  # fmt: skip
        said += [
            (gettext("%(many)s in all: %(what)s") % {"many": number(many), "what": labels.LOADS[load] % many},
             page_address(LOAD_PAGES[load]))
            for load, many in loads
        ]  # fmt: skip
        first = [gettext("This is new since the last e-mail. Each is told of once; your desk has them all.")]
        if one.again:
            first.append(
                gettext("Whether the last e-mail reached you is not known; this one may tell of the same things.")
            )
        end = gettext("This e-mail names nobody. You end it on the page of your account:")
        return Letter(
            to=address, subject=heading, message_id=one.message_id, made_at=one.made_at,
            text=_text(first, said, end), html=html(language, heading, _body(first, said, end)),
        )  # fmt: skip


def page_address(page: str) -> str:
    """Return the address of a page as a letter says it."""
    return settings.MAIL_PAGES.rstrip("/") + page


def html(language: str, heading: str, body: SafeString) -> str:
    """Return a letter's page: it says its language and title, and reads well on a telephone."""
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body style="{}">{}</body></html>',
        language, heading, _STYLE, body,
    )  # fmt: skip


def number(many: int) -> str:
    """Write a count as the language of the letter does: 14.681 or 14,681."""
    text = f"{many:,}"
    return text.replace(",", ".") if (translation.get_language() or "vi").startswith("vi") else text


def _text(first: list[str], said: list[tuple[str, str]], end: str) -> str:
    blocks = [
        "\n".join(first),
        *(f"- {what}\n  {address}" for what, address in said),
        f"{end}\n{page_address('/account/')}",
    ]
    return "\n\n".join(blocks) + "\n"


def _body(first: list[str], said: list[tuple[str, str]], end: str) -> SafeString:
    opening = format_html_join("", "<p>{}</p>", ((text,) for text in first))
    items = format_html_join("", '<li><a href="{}">{}</a></li>', ((address, what) for what, address in said))
    account = page_address("/account/")
    return format_html(
        '{}<ul style="padding-left:1.2em">{}</ul><p>{} <a href="{}">{}</a></p>', opening, items, end, account, account
    )
