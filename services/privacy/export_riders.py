"""What the house holds of somebody as a rider, for the copy of their data."""

from sqlalchemy import or_, select

from domain.photo_check import About, Round
from models.case import Case
from models.case_look import CaseLook, CaseLookOffer
from models.photo_check import PhotoRuling
from models.places import Unit
from models.points import PointsAccount, PointsTransfer
from models.reward import RewardStock, Voucher
from models.rider import RiderProfile
from models.station import StationCheckIn
from services.act import Ctx
from services.points.reward_access import state_of
from services.privacy.export_values import Named, Row, rows_of
from services.privacy.whose import Whose


async def rider(ctx: Ctx, theirs: Whose) -> list[Row]:
    one = RiderProfile
    query = select(one.nickname, one.platform).where(one.person_id == theirs.id)
    return await rows_of(ctx, query, "nickname", "platform:platform")


async def points(ctx: Ctx, theirs: Whose) -> list[Row]:
    account = await ctx.session.scalar(select(PointsAccount.id).where(PointsAccount.person_id == theirs.id))
    if account is None:
        return []
    one = PointsTransfer
    query = select(one.at, one.reason, one.amount, one.to_id, one.expires_on)
    mine = query.where(or_(one.to_id == account, one.from_id == account)).order_by(one.id)
    return [
        {
            "at": row.at,
            "reason": Named("points-reason", row.reason),
            "points": row.amount if row.to_id == account else -row.amount,
            "until": row.expires_on,
        }
        for row in await ctx.session.execute(mine)
    ]


async def vouchers(ctx: Ctx, theirs: Whose) -> list[Row]:
    query = select(Voucher, RewardStock.key).join(RewardStock, RewardStock.id == Voucher.stock_id)
    found = await ctx.session.execute(query.where(Voucher.person_id == theirs.id).order_by(Voucher.id))
    return [
        {
            "at": voucher.held_at,
            "what": Named("reward", key),
            "points": voucher.points,
            "state": Named("voucher-state", state_of(voucher, ctx.now)),
        }
        for voucher, key in found
    ]


async def check_ins(ctx: Ctx, theirs: Whose) -> list[Row]:
    one = StationCheckIn
    query = select(one.at, Unit.name).join(Unit, Unit.id == one.station_id).where(one.person_id == theirs.id)
    return await rows_of(ctx, query.order_by(one.at), "at", "unit")


async def asked_to_look(ctx: Ctx, theirs: Whose) -> list[Row]:
    """As a supervisor; what they found, where they looked."""
    look, offer = CaseLook, CaseLookOffer
    query = (
        select(offer.offered_at, Case.number, offer.metres, look.gone, look.looked_by, look.looked_at)
        .join(look, look.case_id == offer.case_id)
        .join(Case, Case.id == offer.case_id)
        .where(offer.person_id == theirs.id)
        .order_by(offer.offered_at, Case.id)
    )
    return [
        {
            "at": row.offered_at,
            "number": row.number,
            "metres": row.metres,
            "found": Named("look", "gone" if row.gone else "there") if row.looked_by == theirs.id else None,
            "looked": row.looked_at if row.looked_by == theirs.id else None,
        }
        for row in await ctx.session.execute(query)
    ]


async def appeals(ctx: Ctx, theirs: Whose) -> list[Row]:
    """What they said about points that were held."""
    one, looked_at = PhotoRuling, select(CaseLook.case_id).where(CaseLook.looked_by == theirs.id)
    of_hazards = (one.about == About.HAZARD) & one.case_id.in_(theirs.cases)
    of_looks = (one.about == About.LOOK) & one.case_id.in_(looked_at)
    query = select(one.asked_at, Case.number, one.words).join(Case, Case.id == one.case_id)
    query = query.where(one.round == Round.APPEAL, or_(of_hazards, of_looks)).order_by(one.asked_at, one.case_id)
    return await rows_of(ctx, query, "at", "number", "words")
