"""Sentences with their values: a day is written as the reader's language writes it, whatever form it was said in."""

from datetime import date
from decimal import Decimal

from django.utils.translation import override

from toandan.sheets.formats import filled


def test_a_day_in_a_sentence_is_written_as_the_language_writes_it() -> None:
    said = {"kit": "KIT-2026-12-05", "day": "2026-12-05", "until": date(2026, 12, 31), "no_day": "2026-13-05"}
    for language, written in (
        ("vi", "KIT-2026-12-05 05/12/2026 31/12/2026 2026-13-05"),
        ("en", "KIT-2026-12-05 5 December 2026 31 December 2026 2026-13-05"),
    ):
        with override(language):
            assert filled("%(kit)s %(day)s %(until)s %(no_day)s", said) == written
    assert filled("100 %", {}) == "100 %"


def test_a_fraction_in_a_sentence_bears_the_comma_of_its_language() -> None:
    for language, written in (("vi", "27,4 và 1.060"), ("en", "27.4 và 1,060")):
        with override(language):
            assert filled("%(a)s và %(b)s", {"a": Decimal("27.4"), "b": Decimal("1060")}) == written
