"""A resident asks the community's staff, face to face, to be erased: whoever has no chat can do so as well."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.desk import Desk, Replies
from handlers.people.data_cards import CARD, DataTap, going_card, moment_of
from services.ports import Button, Message
from services.privacy import erasure
from services.visit import visits

router = Router(name="erase_resident")


@router.callback_query(DataTap.filter(F.do == "pick"))
async def pick(query: CallbackQuery, desk: Desk, callback_data: DataTap) -> Replies:
    """Who of the household it is."""
    home = await desk.act(visits.household, callback_data.home)
    rows = tuple(
        (
            Button(
                one.name or desk.t.plain("visit-no-name"),
                DataTap(do="for", home=callback_data.home, who=one.person_id).pack(),
            ),
        )
        for one in home.people
    )
    return Message(text=desk.t("erase-resident-who"), buttons=rows, card=CARD, fresh=True)


@router.callback_query(DataTap.filter(F.do == "for"))
async def ask(query: CallbackQuery, desk: Desk, callback_data: DataTap) -> Replies:
    going = await desk.act.look(erasure.going_of, callback_data.home, callback_data.who)
    now = int(desk.act.clock.now().timestamp())
    return going_card(desk, going, callback_data.model_copy(update={"do": "sure", "at": now}))


@router.callback_query(DataTap.filter((F.do == "gone") & (F.who != 0)))
async def gone(query: CallbackQuery, desk: Desk, callback_data: DataTap) -> Replies:
    await desk.act(erasure.erase_for, callback_data.home, callback_data.who, moment_of(callback_data))
    return Message(text=desk.t("erase-resident-done"), card=CARD)
