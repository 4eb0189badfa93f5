"""The roster in chat: a file is sent, looked at, confirmed; the template; the roster given out."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from handlers.desk import Desk, Replies
from handlers.roster import roster_cards as cards
from handlers.roster.roster_books import template_book
from handlers.roster.roster_cards import FileTap
from services.ports import Message
from services.roster import roster_export, roster_files, scope

router = Router(name="roster_files")
TABLES = (".xlsx", ".xlsm", ".xls", ".et", ".csv", ".ods", ".tsv")


@router.message(F.document.file_name.lower().endswith(TABLES))
async def sent(message: Incoming, desk: Desk) -> Replies:
    document = message.document
    if document is None:
        return None
    name = document.file_name or ""
    return cards.taken_card(desk, await desk.act(roster_files.take, document.file_id, name, message.message_id))


async def show_roster(desk: Desk) -> Message:
    await desk.act.look(scope.scope_of)
    return cards.begin_card(desk, fresh=True)


@router.callback_query(FileTap.filter(F.do == "menu"))
async def back(query: CallbackQuery, desk: Desk) -> Replies:
    await desk.act.look(scope.scope_of)
    return cards.begin_card(desk, fresh=False)


@router.callback_query(FileTap.filter(F.do == "template"))
async def template(query: CallbackQuery, desk: Desk) -> Replies:
    await desk.act.look(scope.scope_of)
    book = template_book(desk.t, desk.act.ctx.settings.roster)
    return Message(text=desk.t("roster-file-template-sent"), sheet=book)


@router.callback_query(FileTap.filter(F.do == "communities"))
async def communities(query: CallbackQuery, desk: Desk) -> Replies:
    """Whoever keeps one community's gets it at once."""
    found = (await desk.act.look(scope.scope_of)).communities
    if len(found) == 1:
        return await _give_out(desk, next(iter(found)))
    return cards.communities_card(desk, found)


@router.callback_query(FileTap.filter(F.do == "export"))
async def export(query: CallbackQuery, desk: Desk, callback_data: FileTap) -> Replies:
    return await _give_out(desk, callback_data.id)


async def _give_out(desk: Desk, community_id: int) -> Message:
    """Made when it is sent, so that it waits nowhere in clear."""
    await desk.act(roster_export.give_out, community_id)
    return Message(text=desk.t("roster-file-export-comes"), card=cards.ROSTER_CARD)


@router.callback_query(FileTap.filter(F.do == "list"))
async def as_list(query: CallbackQuery, desk: Desk, callback_data: FileTap) -> Replies:
    card = await desk.act(roster_files.look, callback_data.id)
    sheet = cards.list_sheet(desk, card)
    return Message(text=desk.t("roster-file-list-sent" if sheet else "roster-file-forgotten"), sheet=sheet)


@router.callback_query(FileTap.filter(F.do.in_({"put", "put_end"})))
async def put(query: CallbackQuery, desk: Desk, callback_data: FileTap) -> Replies:
    await desk.act(roster_files.confirm, callback_data.id, ends_gone=callback_data.do == "put_end")
    return cards.file_card(desk, await desk.act.look(roster_files.card, callback_data.id))


@router.callback_query(FileTap.filter(F.do == "leave"))
async def leave(query: CallbackQuery, desk: Desk, callback_data: FileTap) -> Replies:
    await desk.act(roster_files.leave, callback_data.id)
    return cards.file_card(desk, await desk.act.look(roster_files.card, callback_data.id))
