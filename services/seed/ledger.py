"""The riders' points: an account for each, and what their confirmed hazards paid, once each."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from domain.case_flow import Move
from domain.points_rules import Reason, expires_on, transfer_key
from domain.worktime import local_date
from models.points import PointsAccount, PointsTransfer
from services.points.points import RIDER, SystemAccount
from services.seed.case_story import Story
from services.seed.rows import ZONE, Seeding

HAZARD_CONFIRMED = 10
"""The config's default. Six a day would reach the daily cap of 60; nobody here has more than two in all."""


async def put_ledger(seeding: Seeding, riders: list[int], stories: list[Story]) -> None:
    accounts = {rider: n for n, rider in enumerate(riders, start=1)}
    transfers = list(_transfers(stories, accounts))
    balances: Counter[int] = Counter()
    for transfer in transfers:
        balances[transfer["to_id"]] += transfer["amount"]
        balances[transfer["from_id"]] -= transfer["amount"]
    await seeding.write.put(PointsAccount, _accounts(accounts, balances))
    await seeding.write.put(PointsTransfer, transfers)


def _accounts(accounts: dict[int, int], balances: Counter[int]) -> Iterator[dict[str, Any]]:
    for system in SystemAccount:
        kind = system.name.lower()
        yield {"id": int(system), "kind": kind, "person_id": None, "balance": balances[system]}
    for rider, account in accounts.items():
        yield {"id": account, "kind": RIDER, "person_id": rider, "balance": balances[account]}


def _transfers(stories: list[Story], accounts: dict[int, int]) -> Iterator[dict[str, Any]]:
    for case_id, story in enumerate(stories, start=1):
        confirmed_at = story.at(Move.CONFIRM)
        if confirmed_at is not None and story.reporter_id is not None:
            on_date = local_date(confirmed_at, ZONE)
            yield {
                "key": transfer_key(Reason.HAZARD_CONFIRMED, str(case_id), str(story.reporter_id)),
                "from_id": int(SystemAccount.ISSUED),
                "to_id": accounts[story.reporter_id],
                "amount": HAZARD_CONFIRMED,
                "reason": Reason.HAZARD_CONFIRMED,
                "at": confirmed_at,
                "on_date": on_date,
                "case_id": case_id,
                "expires_on": expires_on(on_date),
            }
