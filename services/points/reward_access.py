"""Who honours a voucher, where it stands, and which rewards lie in a street."""

from datetime import datetime

from sqlalchemy import ColumnElement

from domain.hold import HoldState, hold_state, is_over
from domain.roles import STAFF, Role, UnitKind
from domain.voucher import Void, VoucherState
from models.places import Unit
from models.reward import Voucher
from services.act import Actor

AT_A_STATION = STAFF | {Role.CHIEF}


def honours(actor: Actor, unit: Unit) -> bool:
    """The merchant itself; at a station its chief, and the staff whose unit it lies in."""
    if unit.kind == UnitKind.MERCHANT:
        return unit.id in actor.units(Role.MERCHANT)
    return any(held.role in AT_A_STATION and held.opens(unit.path) for held in actor.roles)


def honours_anything(actor: Actor) -> bool:
    return any(held.role in AT_A_STATION or held.role is Role.MERCHANT for held in actor.roles)


def in_street(street_id: int) -> ColumnElement[bool]:
    """For units."""
    return Unit.path.startswith(f"{street_id}/")


def state_of(voucher: Voucher, now: datetime) -> VoucherState:
    """A pure function of the row and the time: one that is over is expired before the clock gives it back."""
    match hold_state(voucher):
        case HoldState.POSTED:
            return VoucherState.HONOURED
        case HoldState.VOID:
            return VoucherState.CANCELLED if voucher.why == Void.CANCELLED else VoucherState.EXPIRED
        case HoldState.HELD:
            return VoucherState.EXPIRED if is_over(voucher, now) else VoucherState.GOOD
