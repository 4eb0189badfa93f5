"""Which closed cases somebody is called back about 回访: drawn in the transaction that closes them, once a round."""

from models.case import Case
from models.case_callback import CaseCallback
from services.act import Ctx
from services.insert import insert_new


async def draw(ctx: Ctx, case: Case) -> None:
    """Noted if it is drawn and there is somebody to ask."""
    if not is_drawn(ctx, case.number, case.reopened) or not _can_be_asked(case):
        return
    row = {
        "case_id": case.id,
        "round": case.reopened,
        "street_id": case.street_id,
        "community_id": case.community_id,
        "closed_at": ctx.now,
    }
    await ctx.session.execute(insert_new(ctx.session, CaseCallback).values(row))


def is_drawn(ctx: Ctx, number: str, round_: int) -> bool:
    """By a keyed fingerprint: the same whenever it is asked, even in every community, and nobody without the key can
    foresee or choose it."""
    fingerprint = ctx.vault.index(f"callback:{number}:{round_}")
    return int.from_bytes(fingerprint[:8]) % 100 < ctx.settings.cases.callback.percent


def _can_be_asked(case: Case) -> bool:
    """Nobody is asked whether what they have solved themselves is gone."""
    if case.reporter_id is not None and case.resolved_by == case.reporter_id:
        return False
    left = case.contact_name is not None or case.contact_phone is not None
    return case.reporter_id is not None or (left and not case.anonymous)
