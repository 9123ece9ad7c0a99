"""At 320 pixels, a page enlarged fourfold on a desk screen, no page scrolls sideways (WCAG 1.4.10)."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.journeys.conftest import sign_in
from tests.journeys.test_accessible import overflow
from tests.journeys.test_officer import ROLL

pytestmark = pytest.mark.journey

WIDTH = 320
PAGES = {
    "account": "/account/", "account_login": "/sign-in/", "account_reauthenticate": "/account/again/",
    "confirm_mail": "/account/mail/confirm/x/",
    "attention": "/board/ML01/01/attention/", "board": "/board/ML01/01/?show=all",
    "foresight": "/board/ML01/01/forecast/",
    "bridge": "/board/ML01/00091/bridge/", "correct": "/people/{person}/correct/",
    "desk": "/desk/", "gallery": "/gallery/", "help": "/help/", "lines": "/journal/", "list": "/people/list",
    "mfa_activate_totp": "/account/codes/", "mfa_add_webauthn": "/account/passkeys/add/",
    "mfa_generate_recovery_codes": "/account/recovery-codes/renew/", "neighbours": "/board/ML01/00091/neighbours/",
    "new": "/people/new/", "new_order": "/orders/new/", "officer": "/officers/phu.thuong/", "officers": "/officers/",
    "order": "/orders/ML01/", "orders": "/orders/", "password": "/account/password/", "person": "/people/{person}/",
    "lists": "/lists/", "lists out": "/lists/?way=out", "one list": "/lists/{list_id}/",
    "paper": "/lists/{list_id}/paper",
    "statement": "/lists/statement/", "letters": "/lists/letters/", "new list": "/lists/new/?obstacle=absent",
    "run": "{run}", "runs": "/rolls/", "search": "/people/", "unit": "/units/{unit}/",
    "units found": "/units/?q=thuong",
    "bulletins": "/bulletins/ML01/",
    "directives": "/directives/", "sent": "/directives/?desk=out", "late": "/directives/?desk=late",
    "new_directive": "/directives/new/", "committees": "/directives/committees/",
    "difficulties": "/difficulties/", "raised": "/difficulties/?desk=own", "new_difficulty": "/difficulties/new/",
    "difficulties_summary": "/difficulties/summary/", "guidance_list": "/guidance/",
    "new_guidance": "/guidance/new/", "questions": "/questions/", "all questions": "/questions/?desk=all",
    "asking": "/public/vi/questions/", "answer_code": "/public/vi/questions/answer/", "samples": "/samples/",
    "equipment": "/equipment/", "new_device": "/equipment/new/", "equipment_waiting": "/equipment/waiting/",
    "sessions": "/sessions/", "announce_session": "/sessions/announce/", "places": "/sessions/places/",
    "near_all": "/public/vi/sessions/", "status": "/public/vi/status/", "near": "/public/vi/sessions/00091/",
    "near_unit": "/public/vi/sessions/units/{unit}/",
    "homes": "/sessions/homes/",
    "helpers": "/sessions/helpers/", "helping": "/sessions/helping/", "index": "/field/", "compare": "/field/compare/",
    "parameters": "/field/parameters/", "legs": "/field/legs/",
    "scores": "/evaluation/ML01/", "criteria": "/evaluation/ML01/criteria/",
    "exports": "/exports/",
    "queue": "/cases/", "lists to bodies": "/cases/lists/", "reviews": "/cases/reviews/",
    "pair_samples": "/cases/samples/", "triage": "/cases/triage/",
    "dossier": "/people/{person}/dossier/", "enter": "/movements/new/birth/",
    "record": "/people/{person}/movements/death/",
    "supports": "/units/{unit}/supports/", "unregistered": "/movements/unregistered/", "movements": "/movements/",
    "manage": "/publication/ML01/", "first": "/public/", "guide": "/public/vi/guide/", "data": "/public/vi/data/",
    "commune": "/board/ML01/00091/", "empty list": "/people/list?card=issued&obstacle=refused", "missing": "/nowhere/",
}  # fmt: skip
"""A page for each name of the routes, and some more faces of theirs."""
NO_PAGES = {
    "account", "account_logout", "account_tick", "account_undo", "accounts_list", "accounts_tick", "accounts_undo",
    "act", "again", "approve", "ask", "asked", "asked_export", "asked_paper", "board_sheet", "bridge_sheet", "bulletin",
    "bulletin_file", "bulletins_sheet", "cancel", "case", "cases_sheet", "change", "change_directive",
    "change_guidance", "choose_mail", "committee", "committee_keep", "committees_sheet", "csv", "decide", "device",
    "device_act", "difficulties_sheet", "difficulties_week_sheet", "difficulty", "difficulty_act", "difficulty_file",
    "directive", "directive_act", "directive_docx", "directive_file", "directive_pdf", "directives_sheet", "end_post",
    "end_sessions", "end_support", "equipment_ask", "equipment_handover", "equipment_import", "equipment_loan",
    "equipment_loans_sheet", "equipment_sheet", "evaluation", "evidence", "export", "file", "floor", "foreseen_sheet",
    "guidance", "guidance_docx", "guidance_pdf", "guidance_read", "guidance_sheet", "guidance_version", "helpers_sheet",
    "helping_list", "helping_tick", "helping_undo", "home", "home_notify", "home_visit", "home_withdraw", "homes_sheet",
    "journal_sheet", "json", "language", "leg_back", "legs_sheet", "list_export", "list_paper", "lists_sheet", "live",
    "mail_again", "meeting", "metrics", "mfa_authenticate", "mfa_deactivate_totp", "mfa_index", "mfa_list_webauthn",
    "mfa_reauthenticate", "mfa_remove_webauthn", "mfa_view_recovery_codes", "movements_sheet", "neighbours_sheet",
    "notify", "number_check", "officers_sheet", "order_start", "orders_sheet", "pair_sample", "people_sheet", "picture",
    "place", "place_act", "places_sheet", "plan", "plans_sheet", "progress", "question", "question_act",
    "questions_sheet", "ready", "receipt", "refused", "remove", "reopen", "request", "request_lists_sheet", "requests",
    "requests_sheet", "reveal", "review", "reviews_sheet", "route_cancel", "route_sheet", "rule_out", "sample",
    "samples_sheet", "scores_sheet", "session", "session_act", "session_day_sheet", "session_expected",
    "session_people", "session_poster", "sessions_ics", "sessions_sheet", "sheet", "sheet_act", "sign_bulletin",
    "slow_sheet", "start", "statement_sheet", "step", "supports_sheet", "take_back", "tasks_sheet", "undo",
    "undo_expiry", "units_sheet", "unregistered_sheet", "visit",
}  # fmt: skip
"""Routes that lead on, take forms, answer programs, or show what stands in another page here; single
cases, reviews and requests are looked at where there are some, in the journeys of hard cases.
"""


def names(patterns):
    """Return the names of the routes of the pages; those of the program's interface for others have none to look at."""
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver) and not str(pattern.pattern).startswith("api/"):
            found |= names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.add(pattern.name)
    return found


def test_every_route_is_thought_of():
    assert names(get_resolver().url_patterns) - set(PAGES) - NO_PAGES == set()


# Vietnamese words are the longer ones where it matters: headings and buttons do not break within a syllable.
@pytest.mark.parametrize("language", ["vi", pytest.param("en", marks=pytest.mark.nightly)])
def test_no_page_scrolls_sideways(page, town, tmp_path, language):
    file = tmp_path / "danh-sach-nhan-khau-thuong-tru-phuong-phu-thuong.csv"
    file.write_text(ROLL, encoding="utf-8")
    sign_in(page, town, "thanh.pho")
    page.goto(f"{town.address}/rolls/")
    page.set_input_files("input[type=file]", file)
    page.locator("form:has(input[type=file]) button[type=submit]").click()
    page.wait_for_url(re.compile(r"/rolls/\d+/"))
    run = page.url.removeprefix(town.address)
    page.goto(f"{town.address}/units/?q=phu+thuong")
    unit = re.search(r"/units/(\d+)/", page.locator("#found").inner_html())[1]
    page.set_viewport_size({"width": WIDTH, "height": 640})

    page.goto(f"{town.address}/help/")
    if page.locator("html").get_attribute("lang") != language:
        page.get_by_role("button", name={"vi": "Tiếng Việt", "en": "English"}[language]).click()
    known = {"person": town.people["00091"][0], "run": run, "unit": unit, "list_id": town.list_id}
    wide = {}
    for name, address in PAGES.items():
        page.goto(town.address + address.format(**known))
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        over = overflow(page)
        if over > 0:
            wide[name] = over
    assert wide == {}
