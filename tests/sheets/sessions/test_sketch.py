"""The small map of a day's stops."""

import re

from toandan.sheets.sessions.sketch import Stop, svg


def test_the_bar_is_a_round_length_at_the_scale_of_the_stops() -> None:
    # Two stops two kilometres apart, on one meridian.
    drawn = svg([Stop(1, 20.86, 105.8), Stop(2, 20.86 + 2000 / 111_195, 105.8)])
    (told,) = re.findall(r">(\d+ k?m)</text>", drawn)
    start, end = (float(n) for n in re.findall(r'<path d="M([\d.]+) [\d.]+V[\d.]+H([\d.]+)', drawn)[0])
    first, second = (float(n) for n in re.findall(r'cy="([\d.]+)"', drawn))
    assert told == "1 km"
    assert abs((end - start) * 2 - abs(second - first)) < 0.5
    near = svg([Stop(1, 20.86, 105.8), Stop(2, 20.86, 105.8)])
    assert re.findall(r">(\d+ k?m)</text>", near) == ["100 m"], "stops in one house"
