"""Every field of every table says how private it is, and no route takes a person's name or number."""

import re

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

CLASSES = {"public", "internal", "personal", "sensitive", "secret"}


def room_models() -> list[type[models.Model]]:
    found = [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("toandan.")]
    assert len(found) >= 15, "the rooms' models were not found"
    return found


@pytest.mark.parametrize("model", room_models(), ids=lambda m: m._meta.label)
def test_every_field_has_a_privacy_class(model: type[models.Model]) -> None:
    declared = model.__dict__.get("PRIVACY")
    assert declared is not None, f"{model._meta.label} declares no PRIVACY of its own"
    fields = {field.name for field in model._meta.concrete_fields}
    assert fields - set(declared) == set(), "fields without a class"
    assert set(declared) - fields - {"pk"} == set(), "classes without a field"
    assert set(declared.values()) <= CLASSES


NAMED_LIKE_PEOPLE = {"full_name", "father_name", "mother_name", "spouse_name", "phone", "present_address", "birth_year"}
NUMBERS_OF_PEOPLE = {"personal_number", "old_number"}


def test_the_same_thing_is_equally_private_everywhere() -> None:
    for model in room_models():
        for name, how in model.__dict__.get("PRIVACY", {}).items():
            if name in NAMED_LIKE_PEOPLE:
                assert how in {"personal", "sensitive"}, f"{model._meta.label}.{name}"
            if name in NUMBERS_OF_PEOPLE or "password" in name or "token" in name:
                assert how in {"sensitive", "secret"}, f"{model._meta.label}.{name}"


def routes(resolver: URLResolver, before: str = "") -> list[str]:
    found = []
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        found += routes(pattern, route) if isinstance(pattern, URLResolver) else [route]
        assert isinstance(pattern, URLPattern | URLResolver)
    return found


def test_no_address_takes_a_name_or_a_number_of_a_person() -> None:
    forbidden = {"name", "full_name", "personal_number", "old_number", "phone", "q", "text", "birth", "address"}
    taken = [route for route in routes(get_resolver()) if set(re.findall(r"<(?:\w+:)?(\w+)>", route)) & forbidden]
    assert taken == []


def test_no_model_saves_by_itself() -> None:
    for model in room_models():
        assert "save" not in model.__dict__, f"{model._meta.label} has a save() of its own"
        assert "delete" not in model.__dict__, f"{model._meta.label} has a delete() of its own"
        assert model._meta.ordering == [], f"{model._meta.label} sorts in secret"
