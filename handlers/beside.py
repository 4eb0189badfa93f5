"""Little things that a chat remembers beside its drafts: what was searched for, what was shown a moment ago."""

from datetime import datetime, timedelta

from handlers.desk import Desk

BESIDE = "beside"
SHOWN_LATELY = timedelta(minutes=10)
SHOWN_AT_MOST = 12


async def remember(desk: Desk, name: str, value: str) -> None:
    data = await desk.state.get_data()
    if data.get(BESIDE, {}).get(name) != value:
        await desk.state.set_data({**data, BESIDE: {**data.get(BESIDE, {}), name: value}})


async def remembered(desk: Desk, name: str) -> str | None:
    found: str | None = (await desk.state.get_data()).get(BESIDE, {}).get(name)
    return found


async def shown_lately(desk: Desk, what: str) -> bool:
    """Whether `what` stands in the chat for less than ten minutes; if not, it is shown now and remembered."""
    now, data = desk.act.clock.now(), await desk.state.get_data()
    beside = data.get(BESIDE, {})
    since = {one: at for one, at in beside.get("shown", {}).items() if now - datetime.fromisoformat(at) < SHOWN_LATELY}
    if what in since:
        return True
    newest = dict(sorted(since.items(), key=lambda item: item[1])[1 - SHOWN_AT_MOST :])
    await desk.state.set_data({**data, BESIDE: {**beside, "shown": {**newest, what: now.isoformat()}}})
    return False
