"""Lives one line of events on both sides, and holds the one against the other. A difference says what only the engine
has and what only the text."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time

from services.act import Actor
from tests.oracle import asked, life, walks
from tests.oracle.clockwork import moment
from tests.oracle.engine import Engine
from tests.oracle.year import Year

SHOWN = 8
WALKS = 12
"""Workers whose walk is looked at on a compared day; in the small street that is everybody."""


async def live_both(lived: Engine, year: Year) -> None:
    """What follows each other without a tick in between is brought to the engine at once."""
    waiting: list[life.Event] = []
    for event in year.street.events:
        year.live(event)
        if not isinstance(event, life.Tick | life.Compare) and not (isinstance(event, life.Visited) and event.told):
            waiting.append(event)
            continue
        if waiting:
            await lived.bring(waiting)
            waiting.clear()
        await lived.live(event)
        if isinstance(event, life.Compare):
            await compare_day(lived, year, event.day)


async def compare_day(lived: Engine, year: Year, day: date) -> None:
    """Asked when the day is over and the next morning has noticed what ended on it."""
    look, workers = lived.door.look, year.street.workers
    lived.clock.moment = moment(day, time(23, 59))
    same(f"windows {day}", await look(asked.rows), year.rows())
    same(f"states {day}", (await look(asked.states, day)).items(), year.states(day).items())
    grids, uncovered = await look(asked.duty, workers, day)
    same(f"duty {day}", grids.items(), {w: year.duty.grids_of(w, day) for w in workers}.items())
    same(f"uncovered {day}", uncovered.items(), year.duty.uncovered(day).items())
    for worker in workers[:WALKS]:
        await compare_walk(lived, year, worker, day)


async def compare_walk(lived: Engine, year: Year, worker: int, day: date) -> None:
    async with lived.door.database.read() as session:
        act = lived.door.within(session, Actor(person_id=worker))
        walk, ending = await act.look(asked.walk_of, worker, day)
    same(f"walk of {worker} {day}", list(walks.wrongs(year.reading, year.duty, worker, day, walk)), [])
    same(f"ending for {worker} {day}", ending.items(), walks.ending(year.reading, year.duty, worker, day).items())


async def compare_all(lived: Engine, year: Year, days: Sequence[date]) -> None:
    """At the end: every push once, every slot once, and the past worked out again. All of it is compared before a
    difference is raised: the year that led there is long."""
    look, told = lived.door.look, year.told
    both: list[tuple[str, Collection[object], Collection[object]]] = [
        ("steps", await look(asked.steps), told.missed.steps.values()),
        ("short", await look(asked.short), told.missed.short.values()),
        ("pushes", (await look(asked.pushes)).items(), told.pushes.items()),
        ("runs", _visits_only(lived.ran.items()), told.ran.items()),
        ("history", (await look(asked.history, days)).items(), year.history(days).items()),
    ]
    wrong = [found for what, engine, text in both if (found := difference(what, engine, text))]
    if wrong:
        raise Differs("\n".join(wrong))


def _visits_only(ran: Collection[tuple[tuple[str, datetime], int]]) -> set[tuple[tuple[str, datetime], int]]:
    return {(run, times) for run, times in ran if run[0] != "walk_plans"}


class Differs(AssertionError):
    pass


def same(what: str, engine: Collection[object], text: Collection[object]) -> None:
    if found := difference(what, engine, text):
        raise Differs(found)


def difference(what: str, engine: Collection[object], text: Collection[object]) -> str:
    """In words; "" where there is none."""
    only_engine, only_text = sorted(set(engine) - set(text), key=str), sorted(set(text) - set(engine), key=str)
    if not only_engine and not only_text:
        return ""
    shown = [f"  engine {one}" for one in only_engine[:SHOWN]] + [f"  text   {one}" for one in only_text[:SHOWN]]
    return "\n".join([f"{what}: {len(only_engine)} and {len(only_text)}", *shown])
