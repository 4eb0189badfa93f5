"""When the two-way agreement gets a new text, whoever keeps to an older one is told once, and shown it."""

from sqlalchemy import select

from domain.notices import Notice
from domain.roles import Role
from models.outbox import Outbox
from models.people import AgreementAccepted, Chat, RoleHeld
from services.act import Ctx
from services.notify import tell
from services.slots import Slot


async def tell_of_new_text(ctx: Ctx, slot: Slot) -> None:
    """Riders who keep to another version than the one in force and have not heard of that one. Those who ended it are
    left in peace. After the first day there is mostly nobody left, and one statement says so."""
    version = ctx.settings.street.agreement_version
    known = select(AgreementAccepted.person_id).where(AgreementAccepted.version == version)
    key = f"agreement:{version}:"
    heard = (
        select(Chat.person_id)
        .join(Outbox, Outbox.chat_id == Chat.id)
        .where(Outbox.notice == Notice.AGREEMENT_CHANGED, Outbox.key.startswith(key, autoescape=True))
        .where(Chat.person_id.is_not(None))
    )
    bound = (
        select(AgreementAccepted.person_id)
        .join(RoleHeld, RoleHeld.person_id == AgreementAccepted.person_id)
        .where(
            AgreementAccepted.ended_at.is_(None),
            RoleHeld.role == Role.RIDER,
            RoleHeld.starts_on <= slot.day,
            RoleHeld.ends_on.is_(None) | (RoleHeld.ends_on >= slot.day),
            AgreementAccepted.person_id.not_in(known),
            AgreementAccepted.person_id.not_in(heard),
        )
        .distinct()
        .order_by(AgreementAccepted.person_id)
    )
    for person in (await ctx.session.scalars(bound)).all():
        await tell(ctx, [person], Notice.AGREEMENT_CHANGED, f"{key}{person}", version=version)
