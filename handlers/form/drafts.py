"""The drafts of a chat: the open one and those put aside. They live in the conversation's row, so they survive a
restart and cost no statement of their own."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup

from handlers.beside import BESIDE
from handlers.desk import Desk
from handlers.form.draft import Draft


class Filling(StatesGroup):
    """The one state: a draft is open. Which form and which piece stands in the draft."""

    open = State()


async def current(desk: Desk) -> Draft | None:
    """The draft that is open in this chat."""
    data = await desk.state.get_data()
    return Draft(**data["draft"]) if data.get("draft") else None


async def keep(desk: Desk, draft: Draft) -> None:
    draft.touched = desk.act.clock.now().isoformat()
    await desk.state.set_state(Filling.open)
    data = await desk.state.get_data()
    beside = {key: value for key, value in data.items() if key == BESIDE}
    await desk.state.set_data({"draft": draft.as_data(), "aside": data.get("aside", []), **beside})


async def drop(desk: Desk, sent: str | None = None) -> None:
    """`sent`: the submission that was just made of it, so that a second tap on the same button is understood."""
    aside, beside = await aside_of(desk), await beside_of(desk)
    await desk.state.set_state(None)
    await desk.state.set_data({**{key: value for key, value in (("aside", aside), ("sent", sent)) if value}, **beside})


async def was_sent(desk: Desk, submission: str) -> bool:
    return (await desk.state.get_data()).get("sent") == submission


async def aside_of(desk: Desk) -> list[dict[str, Any]]:
    aside: list[dict[str, Any]] = (await desk.state.get_data()).get("aside", [])
    return aside


async def beside_of(desk: Desk) -> dict[str, Any]:
    """What is no draft stays, whatever becomes of the drafts."""
    return {key: value for key, value in (await desk.state.get_data()).items() if key == BESIDE}


async def waiting(desk: Desk, submission: str | None = None) -> Draft | None:
    """The draft that is open or was put aside: the one with this submission, else the one touched last."""
    return next((one for one in await drafts(desk) if submission in (None, one.submission)), None)


async def drafts(desk: Desk) -> list[Draft]:
    """All of this chat's, the open one first, then those aside, the newest first."""
    opened = await current(desk)
    aside = [Draft(**one) for one in reversed(await aside_of(desk))]
    return [opened, *aside] if opened else aside
