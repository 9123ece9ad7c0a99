"""The operator's command `units reorganise`: leads people and posts from old units to new ones (sắp xếp đơn vị)."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toandan.faces.cli import terminal, units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toandan.command.reorganisation.operations import UnableToReorganise
    from toandan.command.reorganisation.words import Finding, Report, Thing
    from toandan.ground.kernel.actor import Actor

_REASON = "Sắp xếp đơn vị hành chính từ ngày {day}"


@units.app.command("reorganise")
def reorganise(
    file: Annotated[Path, typer.Argument(help="CSV: old_code, new_code, part, and perhaps address, share, default.")],
    on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="First day of the new.")],
    people: Annotated[
        Path | None, typer.Option("--list", help="CSV of people of divided units: person or personal_number, new_code.")
    ] = None,
    rest: Annotated[
        bool, typer.Option("--rest", help="Whoever no rule decides goes to the unit marked as default, not parked.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", help="The resolution it rests on.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    as_: Annotated[str | None, typer.Option("--as", help="Act as this officer.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Lead everybody of old units to the new ones; the same file again changes nothing, a killed run goes on."""
    terminal.start()
    from toandan.command.reorganisation.operations import UnableToReorganise

    actor, said = terminal.actor(as_), reason or _REASON.format(day=on.date().isoformat())
    mapping, listed = _csv(file), _csv(people) if people is not None else None
    try:
        report = _report(actor, mapping, file.name, on, listed, rest=rest, reason=said, dry_run=dry_run)
    except UnableToReorganise as refusal:
        _show_findings(refusal, people if people is not None and refusal.code == "list_wrong" else file, json=json)
        raise
    if json:
        terminal.json_out(_plain(report))
    else:
        _show(report)


@units.app.command("found")
def found(
    file: Annotated[Path, typer.Argument(help="CSV of new units: code, name_vi, name_en, kind, parent.")],
    mapping: Annotated[Path, typer.Option("--map", help="The mapping of old units to new ones, as for reorganise.")],
    on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="First day of the new.")],
    act: Annotated[str, typer.Option("--act", help="Number of the resolution.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say which units there would be.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the units as JSON.")] = False,
) -> None:
    """Found the units of a reform the program does not know yet and end the old ones; then `units reorganise`."""
    terminal.start()
    from toandan.command.reorganisation import operations, queries
    from toandan.command.reorganisation.operations import UnableToReorganise

    fresh = queries.new_units(terminal.text(file), on=on.date())
    links, findings = queries.links_of(terminal.text(mapping))
    if findings:
        refusal = UnableToReorganise.lines_wrong(findings)
        _show_findings(refusal, mapping, json=json)
        raise refusal
    if dry_run:
        made = [(unit.code, unit.name_vi) for unit in fresh]
    else:
        founded = operations.found(actor=terminal.actor(), fresh=fresh, links=links, on=on.date(), act=act)
        made = [(unit.code, unit.name_vi) for unit in founded]
    if json:
        terminal.json_out([{"code": code, "name_vi": name} for code, name in made])
    else:
        terminal.table("Đơn vị thành lập · founded", ("code", "name"), made)


def _csv(file: Path) -> bytes:
    """Return the bytes of a text, as they are: by them a file that comes again is known."""
    terminal.text(file)
    return terminal.content(file)


def _report(
    actor: "Actor", content: bytes, name: str, on: datetime, listed: bytes | None,
    *, rest: bool, reason: str, dry_run: bool,
) -> "Report":  # fmt: skip
    from toandan.command.reorganisation import operations, queries
    from toandan.record.officers.queries import reading

    now = terminal.now()
    if dry_run:
        with reading(actor):
            _, plan, decided = operations.checked(
                actor=actor, now=now, content=content, on=on.date(), rest=rest, people=listed
            )
            return queries.forecast(plan, decided, now=now)
    run = operations.receive(
        actor=actor, now=now, content=content, file_name=name, on=on.date(), rest=rest, reason=reason
    )
    with terminal.progress(run.total, "Moving units") as advance:
        return operations.carry_out(
            actor=actor, now=now, run=run.run, people=listed, on_progress=lambda done, total: advance(1)
        )


def _show_findings(refusal: "UnableToReorganise", file: Path, *, json: bool) -> None:
    if json:
        terminal.json_out({"code": refusal.code, "file": str(file), "findings": _said(refusal.findings)})
        return
    _show_lines(str(file), refusal.findings[:100])


def _said(findings: "Sequence[Finding]") -> list[dict[str, Any]]:
    from toandan.command.reorganisation import labels

    return [{"line": f.line, "code": f.code.value, "reason": labels.both(f)} for f in findings]


def _show_lines(title: str, findings: "Sequence[Finding]") -> None:
    from toandan.command.reorganisation import labels

    rows = [(f.line or None, *labels.both(f).values()) for f in findings]
    if rows:
        terminal.table(title, ("line", "lý do", "reason"), rows)


def _codes(report: "Report") -> dict[int, tuple[str, str]]:
    from toandan.record.units import queries

    numbers = {p.old for p in report.pairs} | {p.new for p in report.pairs} | {u.unit for u in report.undecided}
    numbers |= {t for u in report.undecided for t in u.targets} | {p.old for p in report.posts}
    numbers |= {p.new for p in report.posts if p.new}
    numbers |= {one.unit for one in report.along} | {at for _, at in _left_bodies(report)}
    numbers |= {number for s in report.left_supports for number in (s.helper, s.helped)}
    numbers |= {c.old for c in report.clients} | {c.new for c in report.clients if c.new}
    return {number: (unit.code, unit.name_vi) for number, unit in queries.by_numbers(numbers).items()}


def _left_bodies(report: "Report") -> list[tuple[str, int]]:
    """Return name and territory of the bodies that nobody carries on."""
    from toandan.record.units import queries

    found = [queries.body(number) for number in report.left_bodies]
    return [(body.name_vi, body.territory) for body in found]


def _along(report: "Report", code: "Mapping[int, str]") -> list[dict[str, Any]]:
    """Return what every new unit would get, with every kind of thing, none of it too."""
    return [
        {"unit": code[one.unit], "people": one.people} | {thing.value: one.things.get(thing, 0) for thing in _things()}
        for one in report.along
    ]


def _plain(report: "Report") -> dict[str, Any]:
    code = {number: said for number, (said, _) in _codes(report).items()}
    return {
        "run": report.run or None,
        "state": report.state.value,
        "on": report.on.isoformat(),
        "dry_run": report.dry_run,
        "repeated": report.repeated,
        "people_before": sum(report.before.values()),
        "people_after": sum(report.after.values()),
        "before": dict(report.before),
        "after": dict(report.after),
        "moved": report.moved,
        "moved_now": report.moved_now,
        "undecided": report.waiting,
        "other_entries": report.others,
        "seconds": report.seconds,
        "pairs": [{"old": code[p.old], "new": code[p.new], "people": p.people} for p in report.pairs],
        "parked": [
            {"unit": code[u.unit], "people": u.people, "may_go_to": [code[t] for t in u.targets]}
            for u in report.undecided
        ],
        "possible": [{"old": code[p.old], "new": code[p.new], "people": p.people} for p in report.possible],
        "along": _along(report, code),
        **_plain_posts(report, code),
        "left_bodies": [{"name": name, "territory": code[at]} for name, at in _left_bodies(report)],
        "left_supports": _left_supports(report, code),
        "request_lists": report.lists,
        "papers": report.papers,
        "left_out": _said(report.left_out),
    }


def _plain_posts(report: "Report", code: dict[int, str]) -> dict[str, Any]:
    """Return what becomes of the posts of officers and of the programs of other systems."""
    return {
        "posts": [
            {"post": p.post, "role": p.role, "old": code[p.old], "new": code[p.new] if p.new else None, "kept": p.keep}
            | {"in_charge": str(p.charge) or None}
            for p in report.posts
        ],
        "clients": [
            {"name": c.name, "old": code[c.old], "new": code[c.new] if c.new else None, "kept": c.keep}
            for c in report.clients
        ],
    }


def _left_supports(report: "Report", code: "Mapping[int, str]") -> list[dict[str, Any]]:
    """Return the assignments of help that lose a unit, with the codes of both sides."""
    return [
        {"support": one.support, "helper": code[one.helper], "helped": code[one.helped], "until": one.until.isoformat()}
        for one in report.left_supports
    ]


def _things() -> "Sequence[Thing]":
    from toandan.command.reorganisation.words import Thing

    return list(Thing)


def _show_along(report: "Report", names: "Mapping[int, str]") -> None:
    """Show what every new unit would get; what none of them gets has no column."""
    things = [thing for thing in _things() if any(one.things.get(thing) for one in report.along)]
    rows = [(names[one.unit], one.people, *(one.things.get(thing, 0) for thing in things)) for one in report.along]
    if rows:
        heads = ("unit", "people", *(thing.value.replace("_", " ") for thing in things))
        terminal.table("Kéo theo người · what goes along with the people", heads, rows)


def _show(report: "Report") -> None:
    names = {number: f"{name} ({code})" for number, (code, name) in _codes(report).items()}
    will = "would move" if report.dry_run else "moved"
    terminal.show(
        f"{will}: {report.moved} people ({report.moved_now} now) in {len(report.pairs)} pairs of units, "
        f"{report.waiting} undecided, {sum(1 for p in report.posts if p.new)} posts, "
        f"{report.lists} lists, {report.papers} papers, {report.seconds:.1f} s"
    )
    stages = sorted({*report.before, *report.after})
    rows = [(stage, report.before.get(stage, 0), report.after.get(stage, 0)) for stage in stages]
    rows.append(("total", sum(report.before.values()), sum(report.after.values())))
    terminal.table("Trước và sau · before and after", ("card", "before", "after"), rows)
    if report.undecided:
        most = {(p.old, p.new): f" ≤ {p.people}" for p in report.possible}
        parked = [
            (names[u.unit], u.people, " | ".join(names[t] + most.get((u.unit, t), "") for t in u.targets))
            for u in report.undecided
        ]
        terminal.table("Chưa quyết định · undecided", ("unit", "people", "may go to"), parked)
    _show_along(report, names)
    _show_lines("Dòng không có tác dụng · lines without effect", report.left_out)
    left = [(p.post, p.role, names[p.old]) for p in report.posts if not p.new]
    if left:
        terminal.table("Chức trách không có đơn vị kế tiếp · posts without a successor", ("post", "role", "unit"), left)
    contested = sorted({names[p.new] for p in report.posts if p.new and p.charge == "contested"})
    if contested:
        title = "Chưa rõ ai phụ trách · nobody marked in charge, there were several"
        terminal.table(title, ("unit",), [(name,) for name in contested])
    bodies = [(name, names[at]) for name, at in _left_bodies(report)]
    if bodies:
        terminal.table("Cơ quan không có đơn vị kế thừa · bodies without a successor", ("body", "territory"), bodies)
    _show_ties(report, names)


def _show_ties(report: "Report", names: "Mapping[int, str]") -> None:
    """Show what ties old units to others: assignments of help and connected systems."""
    helps = [(s.support, names[s.helper], names[s.helped], s.until) for s in report.left_supports]
    if helps:
        title = "Phân công hỗ trợ cần ký lại · assignments of help to be signed anew"
        terminal.table(title, ("support", "helper", "helped", "until"), helps)
    systems = [(c.name, names[c.old], names[c.new] if c.new and not c.keep else None) for c in report.clients]
    if systems:
        terminal.table("Hệ thống kết nối · connected systems", ("name", "at", "led to"), systems)


__all__ = ["found", "reorganise"]
