"""`toandan letters`: letters to and from authorities that run systems of their own, as signed files."""

from pathlib import Path
from typing import Annotated

import typer

from toandan.faces.cli import terminal

NAME = "letters"
app = typer.Typer(no_args_is_help=True, help="Signed, numbered letters to and from authorities with their own systems.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", metavar="USERNAME", help="Act as this officer.")]


@app.command()
def key(json: AsJson = False) -> None:
    """Print our public key, which the other authority writes down."""
    terminal.start()
    from toandan.ground.letters import fingerprint
    from toandan.record.letters.queries import own_key

    own = own_key()
    if json:
        terminal.json_out({"public_key": own, "fingerprint": fingerprint(own)})
    else:
        terminal.show(own)


@app.command()
def peers(json: AsJson = False) -> None:
    """List the authorities whose letters are believed, the units they answer for, and which numbers have not come."""
    terminal.start()
    from toandan.record.letters import queries
    from toandan.record.officers.queries import reading
    from toandan.record.units import queries as units

    with reading(terminal.actor()):
        found = [
            {
                "peer": one.peer_id,
                "name": one.name,
                "fingerprint": one.fingerprint,
                "territories": [units.by_number(unit).code for unit in one.territories],
                "missing": [list(gap) for gap in queries.gaps(peer=one.peer_id)],
            }
            for one in queries.peers()
        ]
    if json:
        terminal.json_out(found)
        return
    for told in found:
        territories = " ".join(told["territories"]) or "–"  # type: ignore[arg-type]
        gaps = ", ".join(_run(gap) for gap in told["missing"]) or "none"  # type: ignore[attr-defined]
        terminal.show(f"{told['peer']}  {told['name']}  {told['fingerprint']}  {territories}  missing: {gaps}")


@app.command()
def know(
    name: Annotated[str, typer.Argument(help="Name of the authority.")],
    public_key: Annotated[str, typer.Argument(help="Its public key; compare it by telephone.")],
    territory: Annotated[
        list[str] | None,
        typer.Option(help="Code of a unit it answers for: lists for it leave as letters; as often as there are units."),
    ] = None,
    as_: As = None,
) -> None:
    """Believe an authority's letters from now on."""
    terminal.start()
    from toandan.record.letters.operations import add_peer
    from toandan.record.units import queries as units

    actor, now = terminal.actor(as_), terminal.now()
    held = [units.by_code(code, as_of=terminal.today()).number for code in territory or []]
    number = add_peer(actor=actor, now=now, name=name, public_key=public_key, territories=held)
    terminal.show(f"{name} is peer {number}.")


@app.command()
def territory(
    peer: Annotated[int, typer.Argument(help="Number of the peer.")],
    code: Annotated[str, typer.Argument(help="Code of the unit.")],
    end: Annotated[bool, typer.Option("--end", help="It answers for the unit no longer.")] = False,
    as_: As = None,
) -> None:
    """Note one more territory that a known authority answers for, or that it answers for it no longer."""
    terminal.start()
    from toandan.record.letters.operations import add_territory, end_territory
    from toandan.record.units import queries as units

    unit = units.by_code(code, as_of=terminal.today()).number
    deed = end_territory if end else add_territory
    deed(actor=terminal.actor(as_), now=terminal.now(), peer=peer, unit=unit)
    terminal.show(f"Peer {peer} {'no longer answers' if end else 'answers'} for {code}.")


@app.command()
def forget(peer: Annotated[int, typer.Argument(help="Number of the peer.")], as_: As = None) -> None:
    """Believe an authority's letters no longer, and write to it no more."""
    terminal.start()
    from toandan.record.letters.operations import end_peer

    end_peer(actor=terminal.actor(as_), now=terminal.now(), peer=peer)
    terminal.show(f"Peer {peer} has ended.")


@app.command("write-out")
def write_out(
    peer: Annotated[int, typer.Argument(help="Number of the peer.")],
    folder: Annotated[Path, typer.Argument(help="Folder the files are written into.", file_okay=False)],
    after: Annotated[int, typer.Option(help="Only letters with a higher number.")] = 0,
    as_: As = None,
) -> None:
    """Write our letters to a peer as files, one a letter; doing it again writes the same bytes."""
    terminal.start()
    from toandan.record.letters import queries
    from toandan.record.officers.queries import reading

    written = 0
    with terminal.writing(folder), reading(terminal.actor(as_)):
        folder.mkdir(parents=True, exist_ok=True)
        while some := queries.sent(peer=peer, after=after):
            for letter in some:
                if letter.removed:
                    continue
                file = folder / f"{peer}-{letter.number:06d}.letter"
                part = file.with_suffix(".part")
                part.write_bytes(queries.content(sent_id=letter.sent_id))
                part.replace(file)
            written, after = written + sum(not letter.removed for letter in some), some[-1].number
    terminal.show(f"{written} letters written to {folder}.")


@app.command()
def delivered(
    peer: Annotated[int, typer.Argument(help="Number of the peer.")],
    through: Annotated[int, typer.Option(help="The highest number up to which the peer has all letters.")],
    as_: As = None,
) -> None:
    """Note that letters carried as files have come; a push notes it by itself. What they say is removed in time."""
    terminal.start()
    from toandan.record.letters.operations import confirm

    news = confirm(actor=terminal.actor(as_), now=terminal.now(), peer=peer, through=through)
    terminal.show(f"{news} letters noted.")


@app.command()
def push(
    peer: Annotated[int, typer.Argument(help="Number of the peer.")],
    address: Annotated[str, typer.Argument(help="Address of its system, https://….")],
    token_file: Annotated[Path, typer.Option(help="File that holds the token its operator gave us.")],
    json: AsJson = False,
    as_: As = None,
) -> None:
    """Deliver what a peer's system lacks over HTTPS; doing it again, or after a cut, delivers only the rest."""
    terminal.start()
    from toandan.record.letters import operations

    door = operations.door_at(address, terminal.text(token_file).strip())
    delivered = operations.push(actor=terminal.actor(as_), now=terminal.now(), peer=peer, door=door)
    if json:
        terminal.json_out({"delivered": list(delivered)})
    else:
        terminal.show(f"{len(delivered)} letters delivered.")


@app.command("take-in")
def take_in(
    files: Annotated[list[Path], typer.Argument(help="Letters that came.")],
    unit: Annotated[str, typer.Option(help="Code of the unit they are for; default: the acting officer's.")] = "",
    json: AsJson = False,
    as_: As = None,
) -> None:
    """Take letters in; those that came before change nothing, a bad one is refused, named and journalled."""
    terminal.start()
    from toandan.ground.kernel.errors import UnableTo
    from toandan.record.letters.operations import take_in as take
    from toandan.record.units import queries as units

    actor, now = terminal.actor(as_), terminal.now()
    at = units.by_code(unit, as_of=terminal.today()).number if unit else actor.at
    told: list[dict[str, object]] = []
    for file, content in [(file, terminal.content(file)) for file in files]:
        try:
            row = take(actor=actor, now=now, unit=at, content=content)
        except UnableTo as refusal:
            told.append({"file": file.name, "refused": refusal.code})
        else:
            told.append({"file": file.name, "peer": row.peer_id, "number": row.number, "repeated": row.repeated})
    if json:
        terminal.json_out(told)
    else:
        for one in told:
            terminal.show("  ".join(f"{name}: {value}" for name, value in one.items()))
    _attend(json)
    if any("refused" in one for one in told):
        raise typer.Exit(2)


def _attend(json: bool) -> None:
    """Act on the lists among the letters that have come, and say which of them could not be acted on."""
    from toandan.work.movements.operations import attend

    attended = attend(now=terminal.now())
    for one in () if json else attended.unread:
        terminal.show(f"peer: {one.peer}  number: {one.number}  waits: {one.code}")


@app.command("attend")
def attend_waiting(json: AsJson = False) -> None:
    """Act on letters that wait; taking letters in does so by itself."""
    terminal.start()
    from toandan.work.movements.operations import attend

    attended = attend(now=terminal.now())
    if json:
        waits = [{"peer": one.peer, "number": one.number, "waits": one.code} for one in attended.unread]
        terminal.json_out({"done": attended.done, "waiting": waits})
        return
    terminal.show(f"{attended.done} letters acted on, {len(attended.unread)} wait.")
    for one in attended.unread:
        terminal.show(f"peer: {one.peer}  number: {one.number}  waits: {one.code}  {one.message}")


def _run(gap: list[int]) -> str:
    first, last = gap
    return str(first) if first == last else f"{first}–{last}"
