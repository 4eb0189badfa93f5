"""`kill -9` of a house at work while hazards are confirmed, rewards redeemed and vouchers honoured, every tap delivered
again after a kill: what was paid for what."""

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path
from random import Random
from time import monotonic

from sqlalchemy import func, select, update

from domain.case_flow import Move
from domain.clock import SystemClock
from domain.points_rules import Reason, transfer_key
from domain.points_settings import Reward
from domain.settings import Settings
from handlers.case.case_cards import CaseTap
from handlers.points.reward_cards import RewardTap, VoucherTap
from models.case import Case
from models.database import Database
from models.migrate import migrate
from models.outbox import Inbox
from models.people import Chat, Consent
from models.points import PointsTransfer
from models.reward import RewardStock, Voucher
from services import inbox
from services.inbox import Received
from services.points import points_audit, rewards_audit
from services.points.points import Correction
from services.points.rewards import transfer_key as paid_by
from tests.faults.wisher import PATIENCE
from tests.services.points.ledger_street import RIDERS, ledger_street
from tests.support.forked import ForkedBot
from tests.support.process import write_config
from tests.support.riders import add_hazard, give
from tests.support.street import ZHOU, Street
from tests.support.wishes import SUN

CHECKS = {**points_audit.CHECKS, **rewards_audit.CHECKS}
PRICE, PLENTY = 8, 1_000_000
WEBCHAT = "webchat"
NOBODY = "http://127.0.0.1:9"
"""Nothing is sent: the house only works."""


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
    """Lays taps into the inbox as an edge takes them in, the old ones again: under their own numbers, which is a
    redelivery, and under new ones, which is a second tap."""

    street: Street
    dice: Random
    stock: int = 0
    laid: list[Received] = field(default_factory=list)
    hazards: list[tuple[int, int]] = field(default_factory=list)
    """The case and its rider."""
    requests: int = 0
    numbers: int = 0

    def tap(self, who: int, data: str) -> Received:
        self.numbers += 1
        sender = {"id": who, "is_bot": False, "first_name": "某人"}
        message = {"message_id": 1, "date": 1, "chat": {"id": who, "type": "private"}, "text": "…"}
        query = {"id": f"t{self.numbers}", "from": sender, "chat_instance": "1", "data": data, "message": message}
        payload = json.dumps({"update_id": self.numbers, "callback_query": query})
        return Received(WEBCHAT, self.numbers, who, "zh", payload)

    async def round(self, each: int) -> None:
        taps = await self._honouring()
        for _ in range(each):
            rider = self.dice.choice(RIDERS)
            case = await add_hazard(self.street, rider)
            self.hazards.append((case.id, rider))
            taps.append(self.tap(ZHOU, CaseTap(do="move", number=case.number, value=Move.CONFIRM).pack()))
            self.requests += 1
            asked = RewardTap(do="redeem", stock=self.stock, request=f"r{self.requests}", price=PRICE)
            taps.append(self.tap(self.dice.choice(RIDERS), asked.pack()))
        await self.lay(taps)

    async def lay(self, new: Sequence[Received]) -> None:
        old = self.dice.sample(self.laid, min(len(self.laid), 2 * len(new)))
        second = [self._anew(one) for one in old[::2]]
        taps = [*new, *old[1::2], *second]
        self.dice.shuffle(taps)
        self.laid += new
        async with self.street.door.database.write() as session:
            await inbox.store(session, taps, SystemClock().now())

    def _anew(self, one: Received) -> Received:
        return self.tap(one.external_id or 0, json.loads(one.payload)["callback_query"]["data"])

    async def last(self) -> None:
        """Whatever was ever tapped, once more; and each voucher is honoured."""
        await self.lay(await self._honouring())
        async with self.street.door.database.write() as session:
            await inbox.store(session, [self._anew(one) for one in self.laid], SystemClock().now())

    async def _honouring(self) -> list[Received]:
        async with self.street.door.database.read() as session:
            codes = (await session.scalars(select(Voucher.code).where(Voucher.posted_at.is_(None)))).all()
        return [self.tap(SUN, VoucherTap(do="honour", code=code).pack()) for code in codes]


async def pay(size: Size, settings: Settings, folder: Path) -> Result:
    """On an empty database."""
    reward = Reward(key="car_wash", kind="merchant", price=PRICE, a_month=PLENTY)
    points = replace(settings.points, daily_cap=PLENTY, rewards=(reward,))
    nobody = replace(settings.channels.webchat, api_base=NOBODY)
    channels = replace(settings.channels, webchat=nobody)
    write_config(folder, replace(settings, points=points, channels=channels))
    database = Database(settings.storage.database)
    try:
        await migrate(database)
        street = await ledger_street(database)
        till = await _till(street, Random(size.seed))
        landed = await _kills(size, till, ForkedBot(folder, ("--part=work",)))
        return await _result(till, landed)
    finally:
        await database.close()


async def _till(street: Street, dice: Random) -> Till:
    version, now = street.door.settings.street.notice_version, street.clock.now()
    await street.add(Consent(person_id=ZHOU, notice_version=version, given_at=now))
    for rider in RIDERS:
        await give(street, rider, PLENTY)
    async with street.door.database.write() as session:
        await session.execute(update(Chat).values(channel=WEBCHAT))
        await session.execute(update(RewardStock).values(came_in=PLENTY, free=PLENTY))
        stock = await session.scalar(select(RewardStock.id).where(RewardStock.key == "car_wash"))
    return Till(street, dice, stock or 0)


async def _kills(size: Size, till: Till, house: ForkedBot) -> int:
    landed, ends = 0, monotonic() + size.seconds
    try:
        while landed < size.kills and monotonic() < ends:
            await till.round(size.each)
            await house.start()
            await asyncio.sleep(till.dice.uniform(0, size.longest))
            await house.kill()
            landed += bool(await _unhandled(till.street))
        await house.start()
        async with asyncio.timeout(PATIENCE):
            await _handled(till.street)
            await till.last()
            await _handled(till.street)
    finally:
        await house.kill()
    return landed


async def _handled(street: Street) -> None:
    while await _unhandled(street):  # noqa: ASYNC110 - another process does it
        await asyncio.sleep(0.05)


async def _unhandled(street: Street) -> int:
    async with street.door.database.read() as session:
        return await session.scalar(select(func.count()).where(Inbox.done_at.is_(None))) or 0


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
