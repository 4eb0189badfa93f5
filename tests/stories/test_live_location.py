"""A live location as a hazard's place, as Telegram sends it: its first position is taken, and where the phone goes
afterwards changes nothing, files nothing and answers nothing."""

from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from sqlalchemy import select

from bot.updates.channels import TELEGRAM
from bot.updates.intake import SECRET_HEADER
from bot.updates.listening import webhook_path
from models.case import Case, CaseEvent
from tests.stories.test_resident import number_in
from tests.stories.test_rider import hazards, place_in
from tests.stories.test_two_channels import TOKEN, with_telegram
from tests.stories.test_two_channels import telegram as telegram
from tests.support.house import house_in, secrets_in, settings_in
from tests.support.pictures import jpeg
from tests.support.process import free_port
from webchat.person import Person

Where = tuple[float, float]


class Phone:
    """Shares where it is, by the webhook that Telegram calls."""

    def __init__(self, http: ClientSession, address: str, secret: str, person: Person) -> None:
        self._http, self._address, self._headers, self._person = http, address, {SECRET_HEADER: secret}, person
        self._updates = 10_000_000

    async def shares(self, where: Where) -> None:
        await self._calls("message", where, {"live_period": 900})

    async def moves(self, where: Where) -> None:
        await self._calls("edited_message", where, {"live_period": 900, "heading": 90})

    async def stops(self, where: Where) -> None:
        """The last edit says no more how long it goes on."""
        await self._calls("edited_message", where, {})

    async def again(self) -> None:
        """Telegram did not hear the answer."""
        self._updates -= 1
        await self._calls(*self._last)

    async def _calls(self, kind: str, where: Where, live: dict[str, int]) -> None:
        self._last = kind, where, live
        self._updates += 1
        who = {"id": self._person.id, "is_bot": False, "first_name": "Alice"}
        message: dict[str, Any] = {
            "message_id": 9_000_000,
            "date": 1_764_000_000,
            "chat": {"id": self._person.id, "type": "private"},
            "from": who,
            "location": {"latitude": where[0], "longitude": where[1], "horizontal_accuracy": 12.5, **live},
        }
        if kind == "edited_message":
            message["edit_date"] = 1_764_000_060
        update = {"update_id": self._updates, kind: message}
        async with self._http.post(self._address, json=update, headers=self._headers) as answer:
            assert answer.status == 200


async def test_the_first_position_counts_and_the_ones_after_it_change_nothing(folder: Path, telegram: str) -> None:
    port = free_port()
    settings = with_telegram(settings_in(folder), telegram, "webhook", port)
    address = f"http://127.0.0.1:{port}{webhook_path(TELEGRAM)}"
    async with (
        house_in(folder, settings=settings, telegram_token=TOKEN) as house,
        Person(telegram) as alice,
        ClientSession() as http,
    ):
        here = await place_in(house)
        phone = Phone(http, address, secrets_in(folder).webhook_secret, alice)
        further, far_away = (here[0] + 0.0003, here[1] + 0.0003), (39.9, 116.4)
        await becomes_rider(alice)
        before = await hazards(house)

        await alice.send_photo(jpeg(1))
        await alice.hears("在什么地方")
        await phone.shares(here)
        await alice.hears("这是哪一类")
        await phone.again()
        await phone.moves(further)
        await alice.tap("公用设施")
        await alice.hears("请您看看对不对")
        await phone.moves(far_away)
        await alice.tap("确认提交")
        number = number_in((await alice.hears("隐患收到了，编号"))["text"])
        said = len(alice.messages)
        await phone.moves(far_away)
        await phone.stops(further)
        await alice.say(number)
        await alice.hears("现在：已提交")

        assert len(alice.messages) == said + 2
        assert await hazards(house) == before + 1
        async with house.app.door.database.read() as session:
            case = (await session.scalars(select(Case).where(Case.number == number))).one()
            assert (case.lat, case.lon) == here
            assert (await session.scalars(select(CaseEvent.move).where(CaseEvent.case_id == case.id))).all() == [
                "submit"
            ]


async def becomes_rider(person: Person) -> None:
    """A newcomer to the channel, from the notice to the agreement."""
    await person.say("/start")
    await person.hears("您同意吗")
    await person.tap("同意")
    await person.hears("哪个社区")
    await person.tap("长江社区")
    await person.hears("哪个小区")
    await person.tap("不在这些小区里")
    await person.hears("您要办什么")
    await person.say("/rider")
    await person.hears("双向服务协议")
    await person.tap("我同意，签了")
    await person.hears("签好了，谢谢您")
