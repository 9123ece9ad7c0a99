"""What a browser says of itself, shortened to what an officer knows it by."""

import pytest

from toandan.faces.web.officers.agents import named

LIKE_GECKO = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {LIKE_GECKO} Chrome/140.0.0.0 Safari/537.36", "Chrome, Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0) {LIKE_GECKO} Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {LIKE_GECKO} coc_coc_browser/138 Chrome/132 Safari/537.36",
            "Cốc Cốc, Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_a_browser_is_named(agent: str, name: str) -> None:
    assert named(agent) == name
