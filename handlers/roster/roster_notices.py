"""What comes of a roster file, and a roster that was asked for: both are made at the moment when they are sent."""

from collections.abc import Mapping
from typing import Any

from domain.errors import NotAllowed, NotFound
from domain.notices import Notice
from handlers.desk import Reader
from handlers.roster.roster_books import roster_book
from handlers.roster.roster_cards import file_card
from services.ports import Message
from services.roster import roster_export, roster_files, scope


async def of_file(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    try:
        return file_card(reader, await reader.act.look(roster_files.card, values["file"]))
    except NotFound:
        return None


async def given_out(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """To whose role has ended meanwhile, nothing is given."""
    try:
        reach = await reader.act.look(scope.scope_of, values["unit"])
        tables = await reader.act.look(roster_export.roster, values["unit"])
    except NotAllowed:
        return None
    name = next(iter(reach.communities.values()))
    book = roster_book(reader.t, reader.act.ctx.settings.roster, name, tables)
    return Message(text=reader.t("roster-file-export-sent", name=name), sheet=book)


COMPOSERS = {Notice.ROSTER_FILE: of_file, Notice.ROSTER_GIVEN_OUT: given_out}
