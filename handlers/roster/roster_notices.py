"""What comes of a roster file, and a roster that was asked for: both are made at the moment when they are sent."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from domain.errors import NotAllowed, NotFound
from domain.notices import Notice
from domain.roster_tables import Table
from handlers.desk import Reader
from handlers.roster.roster_books import roster_book
from handlers.roster.roster_cards import ROSTER_CARD, file_card
from services.ports import Message
from services.roster import roster_export, roster_files, scope
from services.roster.roster_export import Rows

STEPS = (roster_export.places, roster_export.residents, roster_export.workers)
"""What is read one after the other; between them the card says how far it is."""


async def of_file(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    try:
        return file_card(reader, await reader.act.look(roster_files.outcome, values["file"]))
    except NotFound:
        return None


async def given_out(reader: Reader, values: Mapping[str, Any]) -> AsyncIterator[Message]:
    """How far it is, on the card that was left when it was asked for; then the book. To whose role has ended meanwhile,
    nothing is given."""
    t, tables = reader.t, dict[Table, Rows]()
    try:
        reach = await reader.act.look(scope.scope_of, values["unit"])
        name = next(iter(reach.communities.values()))
        for step in STEPS:
            tables |= await reader.act.look(step, values["unit"])
            rows = sum(len(some) for some in tables.values())
            yield Message(text=t("roster-file-export-at", name=name, rows=rows), card=ROSTER_CARD)
    except NotAllowed:
        yield Message(text=t("roster-file-export-not"), card=ROSTER_CARD)
        return
    ordered = {table: tables[table] for table in Table if table in tables}
    book = roster_book(t, reader.act.ctx.settings.roster, name, ordered)
    yield Message(text=t("roster-file-export-sent", name=name), sheet=book, card=ROSTER_CARD, fresh=True)


COMPOSERS = {Notice.ROSTER_FILE: of_file}
IN_STEPS = {Notice.ROSTER_GIVEN_OUT: given_out}
