"""The map takes numbers and codes from the operator's file and nothing else."""

from decimal import Decimal

import pytest

from toandan.ground.charts.choropleth import choropleth, outlines

SQUARE = [[[105.0, 21.0], [105.1, 21.0], [105.1, 21.1], [105.0, 21.1], [105.0, 21.0]]]


def feature(code="00001", coordinates=SQUARE, kind="Polygon", **properties):
    return {
        "type": "Feature",
        "properties": {"code": code, **properties},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def drawn(*features, rates=None):
    shapes = outlines({"type": "FeatureCollection", "features": list(features)})
    return choropleth(shapes, rates or {}, address=lambda c: f"/board/{c}/", key="m", title="t", desc="d")


def test_a_unit_carries_its_number_and_its_link():
    svg = drawn(feature(), rates={"00001": Decimal("89.9")})
    assert ">89<" in svg
    assert 'href="/board/00001/"' in svg


def test_a_unit_without_people_says_so():
    assert ">–<" in drawn(feature())


def test_nothing_of_the_file_but_numbers_reaches_the_page():
    svg = drawn(feature(code="00001", name="<script>x</script>", style="url(http://x)"))
    assert "script" not in svg and "http://x" not in svg


@pytest.mark.parametrize("code", ["<b>", "00 01", "", '"'])
def test_codes_with_other_signs_are_left_out(code):
    assert outlines({"features": [feature(code=code)]}) == []


def test_other_geometries_are_left_out():
    assert (
        outlines({"features": [feature(kind="Point", coordinates=[105, 21]), {"properties": None, "geometry": None}]})
        == []
    )


def test_several_polygons_make_one_unit():
    (shape,) = outlines({"features": [feature(kind="MultiPolygon", coordinates=[SQUARE, SQUARE])]})
    assert len(shape.rings) == 2


@pytest.mark.parametrize("wrong", [[[[999, 21], [105, 21], [105, 22]]], [[["x", 21], [105, 21], [105, 22]]]])
def test_what_is_no_coordinate_is_refused(wrong):
    with pytest.raises(ValueError):
        outlines({"features": [feature(coordinates=wrong)]})


def test_no_shapes_draw_an_empty_map():
    assert "<path" not in choropleth([], {}, address=str, key="m", title="t", desc="d")
