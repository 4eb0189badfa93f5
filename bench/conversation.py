"""Two hundred residents make a wish at once, with ours and with every peer, on the same server, in turn."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from os import times
from pathlib import Path
from statistics import median

from bench import scripts
from bench.house import Street, bot_run
from bench.processes import Running, at_rest, free_port, process, side_by_side
from bench.residents import Load, Step, converse, residents
from bench.rows import Goal, Notes, Row, at_least, at_most, shown
from bench.run import Run

TOKEN = "1:made-up-for-the-benchmark"  # noqa: S105 - opens nothing


@dataclass(frozen=True)
class Contender:
    """`module`: a peer's; `database`: ours on this one."""

    name: str
    script: Callable[[int], list[Sequence[Step]]]
    module: str = ""
    database: str = ""


OURS_SQLITE = Contender("ours on SQLite", scripts.ours, database="sqlite")
OURS_POSTGRESQL = Contender("ours on PostgreSQL", scripts.ours, database="postgresql")
ECHO = Contender("bare aiogram echo", scripts.echo, "bench.peers.aiogram_echo")
TYPED_ECHO = Contender("bare aiogram echo, all typed", scripts.typed_echo, "bench.peers.aiogram_echo")
PTB_ECHO = Contender("bare python-telegram-bot echo", scripts.echo, "bench.peers.ptb_echo")
CONVERSATION = Contender("ConversationHandler and pickle", scripts.peers_form, "bench.peers.ptb_conversation")
FSM = Contender("aiogram FSM, a commit a message", scripts.peers_form, "bench.peers.aiogram_fsm")
CONTENDERS = (ECHO, OURS_SQLITE, OURS_POSTGRESQL, FSM, CONVERSATION)
BESIDE = (TYPED_ECHO, PTB_ECHO)
"""No goal names them."""
OURS = (OURS_SQLITE, OURS_POSTGRESQL)


@dataclass(frozen=True)
class Measured:
    """One run. Milliseconds of processor time an update: of the bot, of the server, of the residents."""

    contender: Contender
    load: Load
    bot_ms: float
    server_ms: float
    residents_ms: float


@dataclass(frozen=True)
class Standing:
    """A contender that listens to a server of its own, at `url`."""

    contender: Contender
    url: str
    server: Running
    bot: Running


async def measure(one: Standing, many: int) -> Measured:
    async with residents(one.url, many) as people:
        script, before = one.contender.script(many), (one.bot.cpu_seconds(), one.server.cpu_seconds(), _own())
        load = await converse(people, script)
        after = one.bot.cpu_seconds(), one.server.cpu_seconds(), _own()
    used = [(till - since) * 1000 / load.updates for since, till in zip(before, after, strict=True)]
    return Measured(one.contender, load, *used)


@asynccontextmanager
async def _standing(contender: Contender, street: Street, folder: Path) -> AsyncIterator[Standing]:
    """A house plans the day in its first seconds: it stands once it is at rest."""
    port = free_port()
    arguments = ("--token", TOKEN, "--port", str(port), "--folder", str(folder / "server"))
    async with process("bench.server", *arguments, folder=folder / "server") as server:
        url = f"http://127.0.0.1:{port}"
        async with _bot(contender, url, street, folder / "bot") as bot:
            if contender.database:
                await at_rest(bot)
            yield Standing(contender, url, server, bot)


@asynccontextmanager
async def _bot(contender: Contender, url: str, street: Street, folder: Path) -> AsyncIterator[Running]:
    if contender.module:
        arguments = ("--api", url, "--token", TOKEN, "--folder", str(folder))
        async with process(contender.module, *arguments, folder=folder) as running:
            yield running
        return
    async with (
        street.copy(contender.database, folder) as settings,
        bot_run(settings, url, TOKEN, folder) as running,
    ):
        yield running


def _own() -> float:
    used = times()
    return used.user + used.system


async def rows(run: Run) -> tuple[list[Row], list[Notes]]:
    """Every contender once a round, so that what the machine does besides hits all of them."""
    contenders = (*CONTENDERS, *BESIDE) if run.size.all_peers else CONTENDERS
    taken: dict[str, list[Measured]] = {contender.name: [] for contender in contenders}
    for _ in range(run.size.rounds):
        started = [_standing(contender, run.street, run.folder()) for contender in contenders]
        async with side_by_side(started) as standing:
            for one in standing:
                measured = await measure(one, run.size.residents)
                taken[one.contender.name].append(measured)
                said = f"{measured.load.rate:.0f} updates/s, p99 {measured.load.p99 * 1000:.0f} ms"
                run.say(f"  {one.contender.name}: {said}")

    def row(ours: Contender, theirs: Contender, goal: Goal) -> Row:
        mine, other = [tuple(one.load.rate for one in taken[contender.name]) for contender in (ours, theirs)]
        return Row("conversation", ours.name, theirs.name, "updates/s", mine, other, goal)

    def latency(ours: Contender) -> Row:
        mine, other = [tuple(one.load.p99 * 1000 for one in taken[contender.name]) for contender in (ours, ECHO)]
        return Row("latency, p99", ours.name, ECHO.name, "ms", mine, other, at_most(3))

    found = [row(ours, ECHO, at_least(0.5)) for ours in OURS]
    found += [row(ours, peer, at_least(2)) for peer in (CONVERSATION, FSM) for ours in OURS]
    found += [latency(ours) for ours in OURS]
    return found, [_costs(taken)]


def _costs(taken: dict[str, list[Measured]]) -> Notes:
    """Where the time goes, and the peers that no goal names."""
    lines = []
    for name, runs in taken.items():
        rate = median(one.load.rate for one in runs)
        used = [median(values) for values in zip(*((r.bot_ms, r.server_ms, r.residents_ms) for r in runs), strict=True)]
        lines.append([name, shown(rate), *(f"{milliseconds:.2f}" for milliseconds in used)])
    headings = ("who", "updates/s", "bot, ms", "server, ms", "residents, ms")
    return Notes("Processor time an update, by process", headings, lines)
