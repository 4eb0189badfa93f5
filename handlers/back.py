"""The way back from a card to the page of the list that it was opened from, whatever became of the card meanwhile.

A list remembers its page when it is shown; a card opened from it remembers the list. The newest page of each kind of
list counts, so there is one place to go back to and never a wrong one.
"""

from handlers.beside import remember, remembered
from handlers.desk import Desk, Reader
from services.ports import Button

CASES, WISHES, RATES, CALLBACKS = "cases", "wishes", "rates", "callbacks"
RED, COUNTED = "red", "counted"
"""The lists; each has a text `back-<list>`."""


async def at_page(desk: Desk, of: str, data: str) -> None:
    """`data` is what a button sends that leads to the page shown now."""
    await remember(desk, f"page-{of}", data)


async def opened_from(desk: Desk, of: str, card: str) -> None:
    """`of` is empty where it stands on no list."""
    if of or (await remembered(desk, "from") or "").startswith(f"{card} "):
        await remember(desk, "from", f"{card} {of}")


async def way_back(reader: Reader, card: str) -> Button | None:
    """None for a card that was not opened from a list, and for whoever is told something unasked."""
    if not isinstance(reader, Desk):
        return None
    name, _, of = (await remembered(reader, "from") or "").partition(" ")
    data = await remembered(reader, f"page-{of}") if name == card else None
    return Button(reader.t.plain(f"back-{of}"), data) if data else None
