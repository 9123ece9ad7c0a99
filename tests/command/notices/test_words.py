"""One thing that waits is told of as one, in the e-mail and on the desk alike."""

import pytest
from django.utils import translation
from django.utils.functional import Promise

from toandan.command.notices.labels import KINDS, LOADS
from toandan.command.notices.words import Kind, Load
from toandan.faces.web.desk import phrases

ALONE = {name: text for name, text in vars(phrases).items() if name.isupper()}


@pytest.mark.parametrize(("kind", "text"), [*KINDS.items(), *LOADS.items(), *ALONE.items()])
def test_one_and_two_differ_in_english_only(kind: str, text: Promise):
    said = {}
    for language in ("en", "vi"):
        with translation.override(language):
            said[language] = (text % 1, text % 2)
    assert said["en"][0] != said["en"][1]
    assert said["vi"][0] == said["vi"][1] not in said["en"]


def test_every_kind_has_its_words():
    assert (set(KINDS), set(LOADS)) == (set(Kind), set(Load))
