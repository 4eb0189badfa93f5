"""`kill -9` of a house at work while hazards are confirmed, rewards redeemed and vouchers honoured by people who tap by
HTTP in the browser chat, and tap everything again: what was paid for what."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path
from random import Random
from time import monotonic

from sqlalchemy import func, select, update

from domain.case_flow import Move
from domain.points_rules import Reason, transfer_key
from domain.points_settings import Reward
from domain.settings import Settings
from handlers.case.case_cards import CaseTap
from handlers.points.reward_cards import RewardTap, VoucherTap
from models.case import Case
from models.outbox import Inbox
from models.people import Chat, Consent
from models.points import PointsTransfer
from models.reward import RewardStock, Voucher
from services.points import points_audit, rewards_audit
from services.points.points import Correction
from services.points.rewards import transfer_key as paid_by
from tests.faults.outside import Outside, outside
from tests.faults.wisher import PATIENCE
from tests.services.points.ledger_street import RIDERS, furnish
from tests.support.forked import ForkedBot
from tests.support.house import KEYS
from tests.support.riders import add_hazard, give
from tests.support.street import ZHOU, Street
from tests.support.wishes import SUN
from webchat.person import Person

CHECKS = {**points_audit.CHECKS, **rewards_audit.CHECKS}
PRICE, PLENTY = 8, 1_000_000
WEBCHAT = "webchat"
PEOPLE = (ZHOU, SUN, *RIDERS)
PARTS = ("--part=listen", "--part=work")
"""Nothing is said: that is another promise, and drawing the vouchers' QRs would take most of the time."""


@dataclass(frozen=True)
class Size:
    """`each`: hazards, and vouchers, of a round; a round ends with a kill. No more rounds after `seconds`."""

    kills: int
    each: int = 6
    longest: float = 0.3
    """Seconds that a house lives at most once it works."""
    seed: int = 20261126
    seconds: float = inf


@dataclass
class Result:
    """`landed`: kills that left taps unhandled. `owed` and `paid`: the source keys of confirmed hazards, as they should
    be and as they are; `debits`: of vouchers."""

    landed: int
    owed: Counter[str]
    paid: Counter[str]
    vouchers: Counter[str]
    debits: Counter[str]
    requests: int
    honoured: int
    taken: int
    failed: int
    broken: list[str]


@dataclass
class Till:
    """Whatever can be tapped stands on a card in somebody's chat, as the bot has shown it, and is tapped there by HTTP,
    most things more than once. The chats live on when the house dies, as Telegram does, and hand out again what it had
    not confirmed."""

    street: Street
    url: str
    people: dict[int, Person]
    dice: Random
    stock: int
    done: list[tuple[int, str]] = field(default_factory=list)
    """Who tapped what."""
    cards: dict[tuple[int, str], int] = field(default_factory=dict)
    hazards: list[tuple[int, int]] = field(default_factory=list)
    """The case and its rider."""
    requests: int = 0
    sent: int = 0

    async def round(self, each: int) -> None:
        taps = await self._honouring()
        for _ in range(each):
            rider = self.dice.choice(RIDERS)
            case = await add_hazard(self.street, rider)
            self.hazards.append((case.id, rider))
            taps.append((ZHOU, CaseTap(do="move", number=case.number, value=Move.CONFIRM).pack()))
            self.requests += 1
            asked = RewardTap(do="redeem", stock=self.stock, request=f"r{self.requests}", price=PRICE)
            taps.append((self.dice.choice(RIDERS), asked.pack()))
        again = self.dice.sample(self.done, min(len(self.done), len(taps)))
        self.done += taps
        await self.tap([*taps, *again])

    async def last(self) -> None:
        """Whatever was ever tapped, once more; and each voucher is honoured."""
        await self.tap([*await self._honouring(), *self.done])

    async def tap(self, taps: Sequence[tuple[int, str]]) -> None:
        new = [one for one in dict.fromkeys(taps) if one not in self.cards]
        await asyncio.gather(*(self._show(*one) for one in new))
        shuffled = self.dice.sample(taps, len(taps))
        bodies = [{"message_id": self.cards[one], "data": one[1]} for one in shuffled]
        ids = range(self.sent, self.sent + len(taps))
        await asyncio.gather(
            *(
                self.people[who].post("/api/callbacks", {"client_id": f"tap-{n}", **body})
                for (who, _), body, n in zip(shuffled, bodies, ids, strict=True)
            )
        )
        self.sent += len(taps)

    async def _show(self, who: int, data: str) -> None:
        row = [[{"text": "…", "callback_data": data}]]
        said = {"chat_id": self.people[who].id, "text": "…", "reply_markup": {"inline_keyboard": row}}
        url = f"{self.url}/bot{KEYS['WEBCHAT_BOT_TOKEN']}/sendMessage"
        async with self.people[who].http.post(url, json=said) as answer:
            self.cards[who, data] = (await answer.json())["result"]["message_id"]

    async def _honouring(self) -> list[tuple[int, str]]:
        async with self.street.door.database.read() as session:
            codes = (await session.scalars(select(Voucher.code).where(Voucher.posted_at.is_(None)))).all()
        return [(SUN, VoucherTap(do="honour", code=code).pack()) for code in codes]

    async def unhandled(self) -> int:
        """Taps that were made and have had no effect yet, wherever they are on their way."""
        async with self.street.door.database.read() as session:
            done = await session.scalar(select(func.count()).where(Inbox.done_at.is_not(None))) or 0
        return self.sent - done


async def pay(size: Size, settings: Settings, folder: Path) -> Result:
    """On an empty database."""
    reward = Reward(key="car_wash", kind="merchant", price=PRICE, a_month=PLENTY)
    settings = replace(settings, points=replace(settings.points, daily_cap=PLENTY, rewards=(reward,)))
    async with outside(settings, folder, len(PEOPLE), size.seed, often={}, parts=PARTS) as world:
        till = await _till(world, Random(size.seed))
        landed = await _kills(size, till, world.house)
        return await _result(till, landed)


async def _till(world: Outside, dice: Random) -> Till:
    street, people = world.street, dict(zip(PEOPLE, (one.person for one in world.wishers), strict=True))
    await furnish(street)
    version, now = street.door.settings.street.notice_version, street.clock.now()
    await street.add(Consent(person_id=ZHOU, notice_version=version, given_at=now))
    for rider in RIDERS:
        await give(street, rider, PLENTY)
    async with street.door.database.write() as session:
        for who, person in people.items():
            chat = update(Chat).where(Chat.person_id == who)
            await session.execute(chat.values(channel=WEBCHAT, external_id=person.id))
        await session.execute(update(RewardStock).values(came_in=PLENTY, free=PLENTY))
        stock = await session.scalar(select(RewardStock.id).where(RewardStock.key == "car_wash"))
    return Till(street, world.url, people, dice, stock or 0)


async def _kills(size: Size, till: Till, house: ForkedBot) -> int:
    landed, ends = 0, monotonic() + size.seconds
    while landed < size.kills and monotonic() < ends:
        await till.round(size.each)
        await house.start()
        await asyncio.sleep(till.dice.uniform(0, size.longest))
        await house.kill()
        landed += bool(await till.unhandled())
    await house.start()
    await _handled(till)
    await till.last()
    await _handled(till)
    return landed


async def _handled(till: Till) -> None:
    """However many there are and however crowded the machine: patient as long as it goes on."""
    left = await till.unhandled()
    while left:
        before = left
        async with asyncio.timeout(PATIENCE):
            while left >= before:
                await asyncio.sleep(0.05)
                left = await till.unhandled()


async def _result(till: Till, landed: int) -> Result:
    of_hazards = (PointsTransfer.case_id.is_not(None), PointsTransfer.reason == Reason.HAZARD_CONFIRMED)
    async with till.street.door.database.read() as session:
        paid = (await session.scalars(select(PointsTransfer.key).where(*of_hazards))).all()
        debits = select(PointsTransfer.key).where(PointsTransfer.reason == Correction.REDEEMED)
        debited = (await session.scalars(debits)).all()
        vouchers = (await session.scalars(select(Voucher.id))).all()
        honoured = await session.scalar(select(func.count()).where(Voucher.posted_at.is_not(None))) or 0
        free = await session.scalar(select(RewardStock.free).where(RewardStock.id == till.stock)) or 0
        failed = await session.scalar(select(func.count()).where(Inbox.attempts > 0)) or 0
        cases = set(await session.scalars(select(Case.id)))
    assert cases == {case for case, _ in till.hazards}
    owed = Counter(transfer_key(Reason.HAZARD_CONFIRMED, str(case), str(rider)) for case, rider in till.hazards)
    broken = [name for name, check in CHECKS.items() if await till.street.door.look(check)]
    wanted = Counter(map(paid_by, vouchers))
    return Result(
        landed, owed, Counter(paid), wanted, Counter(debited), till.requests, honoured, PLENTY - free, failed, broken
    )
