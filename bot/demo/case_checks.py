"""A case in the tables against what the chat said of it."""

from typing import Any

from sqlalchemy import Select, select

from bot.demo.stage import Check, Stage
from domain.case_flow import CaseState
from handlers.when import at_moment
from models.case import Case, CaseEvent, CaseMedia, CaseRating
from models.media import Media


def of_case(number: str, *columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(Case).where(Case.number == number)


async def case_checks(
    stage: Stage, number: str, state: CaseState, words: str, category: str, *, photos: bool = True
) -> list[Check]:
    """The number that the chat gave is in the table, once, with what was said about it; its photos are here."""
    case = await stage.rows(of_case(number, Case.state, Case.words, Case.category))
    files = of_case(number, Media.state).join(CaseMedia, CaseMedia.case_id == Case.id)
    kept = await stage.rows(files.join(Media, Media.id == CaseMedia.media_id).distinct())
    return [
        Check(f"{number}: state, words, category", [(state, words, category)], [tuple(row) for row in case]),
        Check(f"{number}: its photos", ["kept"] if photos else [], [row[0] for row in kept]),
    ]


async def history_of(stage: Stage, number: str) -> list[str]:
    """The timeline as its card shows it, made from the rows of the history."""
    t, door = stage.t, stage.house.app.door
    lines = []
    query = of_case(number, CaseEvent).join(CaseEvent, CaseEvent.case_id == Case.id).order_by(CaseEvent.id)
    for (event,) in await stage.rows(query):
        when = at_moment(t.speech, event.at, door.clock.now(), stage.zone)
        move, who = t.plain(f"move-{event.move}-done"), t.plain(f"party-{event.party}")
        lines.append(t.plain("case-line", when=when, move=move, who=who))
        lines += [t.plain("case-line-note", note=event.note)] if event.note else []
    return lines


async def ratings_of(stage: Stage, number: str) -> list[tuple[bool | None, int | None]]:
    """Solved or not, and how satisfied, of every round."""
    query = of_case(number, CaseRating.solved, CaseRating.satisfaction)
    return [tuple(row) for row in await stage.rows(query.join(CaseRating, CaseRating.case_id == Case.id))]
