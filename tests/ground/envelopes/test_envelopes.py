"""Envelopes open with their key, about what they are about, and in no other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.envelopes import NotOpened, seal, unseal


@given(content=st.binary(max_size=2000), about=st.text(max_size=20))
def test_what_was_sealed_is_what_is_opened(content: bytes, about: str) -> None:
    sealed = seal(content, secret="khóa", about=about)
    assert unseal(sealed, secret="khóa", about=about) == content
    assert sealed != seal(content, secret="khóa", about=about)
    assert len(content) < 8 or content not in sealed


@pytest.mark.parametrize(("secret", "about"), [("khác", "a"), ("khóa", "b")])
def test_another_key_or_another_place_opens_nothing(secret: str, about: str) -> None:
    with pytest.raises(NotOpened):
        unseal(seal(b"x", secret="khóa", about="a"), secret=secret, about=about)


def test_one_changed_byte_anywhere_opens_nothing() -> None:
    sealed = seal(b"nguyen van", secret="khóa", about="a")
    for at in range(len(sealed)):
        broken = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(NotOpened):
            unseal(broken, secret="khóa", about="a")
    for end in range(len(sealed)):
        with pytest.raises(NotOpened):
            unseal(sealed[:end], secret="khóa", about="a")
