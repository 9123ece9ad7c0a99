"""Migrations depend only downwards, are complete, and read their SQL from files that are there."""

import re

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.house.sources import PACKAGE

FLOORS = (
    "journal",
    "units",
    "officers",
    "letters",
    "people",
    "ledger",
    "rolls",
    "exports",
    "directives",
    "samples",
    "equipment",
    "difficulties",
    "questions",
    "movements",
    "verification",
    "work_sessions",
    "campaign",
    "field",
    "evaluation",
    "publication",
    "notices",
    "reorganisation",
)
"""From the ground up; a room's tables may stand on those before it."""


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None, ignore_no_migrations=True)


def test_migrations_depend_only_downwards(loader: MigrationLoader) -> None:
    upward = [
        f"{app}.{name} depends on {other}.{dependency}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in FLOORS
        for other, dependency in migration.dependencies
        if other in FLOORS and FLOORS.index(other) > FLOORS.index(app)
    ]
    assert upward == []


def test_every_room_with_tables_is_on_a_floor(loader: MigrationLoader) -> None:
    ours = {app for (app, _), m in loader.disk_migrations.items() if m.__module__.startswith("toandan.")}
    assert ours <= set(FLOORS)
    assert len(ours) >= 6


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_every_sql_file_is_read_by_a_migration() -> None:
    unread = []
    for file in PACKAGE.glob("*/*/sql/*.sql"):
        room = file.parents[1]
        text = "\n".join(f.read_text(encoding="utf-8") for f in room.glob("migrations/*.py"))
        if file.name not in text and not re.search(rf"[\"']{file.stem}[\"']", text) and "glob(" not in text:
            unread.append(str(file))
    assert unread == []


def test_grants_name_one_table_at_a_time() -> None:
    several = re.compile(r"GRANT\s+[\w, ]+\s+ON\s+(?:TABLE\s+)?\w+\s*,\s*\w+", re.IGNORECASE)
    guilty = [
        str(file)
        for pattern in ("**/sql/*.sql", "**/migrations/*.py")
        for file in PACKAGE.glob(pattern)
        if several.search(file.read_text(encoding="utf-8"))
    ]
    assert guilty == []
