"""Take the screenshots of the main pages from a running demonstration, in both languages and two widths.

    toandan demo                                            (prints address, login names and passwords)
    python docs/screenshots/take.py http://localhost:8000 NAME PASSWORD [ORDER] [DIRECTORY]

Needs Chromium and the development environment. Writes `<page>-<language>-<width>.png`; the demonstration's figures are
invented, so no picture shows a real person. `--whole` takes whole pages instead of one screen.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SIZES = {"1366": (1366, 768), "390": (390, 844)}
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run",
    "--disable-component-update",
)  # fmt: skip


def sign_in(page: Page, base: str, name: str, password: str) -> None:
    """Sign in with password and the one-time code that a demonstration shows on the page."""
    page.goto(f"{base}/sign-in/")
    page.fill("#id_login", name)
    page.fill("#id_password", password)
    page.click("main button[type=submit]")
    page.fill("#id_code", page.locator(".code-shown strong").first.inner_text().replace(" ", ""))
    page.locator("main form", has=page.locator("#id_code")).locator("button[type=submit]").click()
    page.wait_for_url(f"{base}/**")


def addresses(page: Page, base: str, order: str) -> dict[str, str]:
    """Return the pages to take; a person is found through the boards, as an officer would."""
    page.goto(f"{base}/board/{order}/")
    own = page.url.removeprefix(base)
    found = {
        "desk": "/desk/",
        "board": own,
        "bridge": f"{own}bridge/",
        "orders": "/orders/",
        "order": f"/orders/{order}/",
        "help": "/help/",
        "people": "/people/",
        "rolls": "/rolls/",
        "units": "/units/",
        "journal": "/journal/",
        "gallery": "/gallery/",
        "account": "/account/",
        "officers": "/officers/",
        "lists": "/lists/",
        "cases": "/cases/",
        "reviews": "/cases/reviews/",
        "sessions": "/sessions/",
        "equipment": "/equipment/",
        "field": "/field/",
    }
    for one, many in (("list-sent", "lists"), ("case", "cases"), ("plan", "field")):
        page.goto(base + found[many])
        row = page.locator("main tbody a").first
        if row.count():
            found[one] = str(row.get_attribute("href"))
    page.goto(base + own)
    lower = (
        page.locator("th[scope=row] a").first.get_attribute("href") if page.locator("th[scope=row] a").count() else ""
    )
    if lower:
        found["board-district"] = lower
        page.goto(base + lower)
        if page.locator("th[scope=row] a").count():
            found["board-commune"] = str(page.locator("th[scope=row] a").first.get_attribute("href"))
            page.goto(base + found["board-commune"])
    listed = page.locator(".equation a").nth(1)
    if listed.count():
        found["list"] = str(listed.get_attribute("href"))
        page.goto(base + found["list"])
        person = page.locator("main a[href^='/people/']").filter(has_not_text="CSV")
        for i in range(person.count()):
            href = str(person.nth(i).get_attribute("href"))
            if href.strip("/").split("/")[-1].isdecimal():
                found["person"] = href
                break
    return found


def take(browser: Browser, base: str, name: str, password: str, order: str, into: Path, *, whole: bool) -> list[str]:
    """Take every page; return the pages that were wider than their screen or answered with an error."""
    faults = []
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    page = context.new_page()
    sign_in(page, base, name, password)
    pages = addresses(page, base, order)
    for language, other in (("vi", "Tiếng Việt"), ("en", "English")):
        page.goto(f"{base}/help/")
        if page.locator("html").get_attribute("lang") != language:
            page.get_by_role("button", name=other).click()
        for label, address in pages.items():
            for width, (w, h) in SIZES.items():
                page.set_viewport_size({"width": w, "height": h})
                answer = page.goto(base + address)
                page.evaluate("document.fonts.ready")
                if answer is None or not answer.ok:
                    faults.append(f"{label} {language}: {answer.status if answer else 'no answer'}")
                    break
                if page.evaluate("document.documentElement.scrollWidth") > w:
                    faults.append(f"{label} {language}: wider than {w}")
                page.screenshot(path=into / f"{label}-{language}-{width}.png", full_page=whole)
    context.close()
    return faults


def main() -> int:
    """Take the pictures; the exit code is 1 when a page failed or was too wide."""
    given = [a for a in sys.argv[1:] if not a.startswith("--")]
    base, name, password = given[:3]
    order = given[3] if len(given) > 3 else "ML01"
    into = Path(given[4]) if len(given) > 4 else Path(__file__).parent
    into.mkdir(parents=True, exist_ok=True)
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        faults = take(browser, base.rstrip("/"), name, password, order, into, whole="--whole" in sys.argv)
        browser.close()
    sys.stdout.write(("\n".join(faults) or "every page fits") + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
