"""What the sender asks the outbox at every round. Each statement is built once, of the bare table: building it, and its
key to what was compiled, costs more than to run it, and so does the session's care for objects that rows are not."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, case, func, or_, select, update

from domain.notices import Urgency
from models.among import among
from models.base import bare
from models.outbox import Card, Outbox
from models.people import Chat

outbox, chat, card = bare(Outbox).c, bare(Chat).c, bare(Card).c

NOW: BindParameter[Any] = bindparam("now", type_=outbox.not_before.type)
UNSENT = outbox.sent_at.is_(None), outbox.dead_at.is_(None), outbox.not_before <= NOW
NOBODY_SPEAKS = or_(chat.sending_until.is_(None), chat.sending_until <= NOW)

ANYTHING_DUE = select(outbox.id).where(*UNSENT).limit(1)

_DUE = (
    select(outbox.chat_id)
    .join(bare(Chat), chat.id == outbox.chat_id)
    .where(*UNSENT, NOBODY_SPEAKS)
    .group_by(outbox.chat_id)
    .order_by(func.min(outbox.urgency), func.min(outbox.id))
    .limit(bindparam("at_most"))
)
_FREE = (
    select(chat.id)
    .where(chat.id.in_(_DUE.scalar_subquery()), NOBODY_SPEAKS)
    .with_for_update(skip_locked=True, key_share=True)
)
CLAIM_DUE_CHATS = (
    update(bare(Chat))
    .where(chat.id.in_(_FREE.scalar_subquery()), NOBODY_SPEAKS)
    .values(sending_until=bindparam("until", type_=chat.sending_until.type))
    .returning(chat.id, chat.channel, chat.external_id, chat.language, chat.person_id)
)
LEASE = update(bare(Chat)).where(among(chat.id, "chats")).values(sending_until=bindparam("until"))

_PLACE = func.row_number().over(partition_by=outbox.chat_id, order_by=(outbox.urgency, outbox.id))
_LINE = select(outbox.id, _PLACE.label("place")).where(among(outbox.chat_id, "chats"), *UNSENT).subquery()
LINES = (
    select(
        outbox.chat_id,
        outbox.id,
        outbox.urgency,
        outbox.notice,
        outbox.message,
        outbox.attempts,
        outbox.begun_at.is_not(None),
    )
    .join(_LINE, _LINE.c.id == outbox.id)
    .where(_LINE.c.place <= bindparam("of_a_chat"))
    .order_by(outbox.urgency, outbox.id)
)
CARDS = select(card.chat_id, card.name, card.message_id).where(among(card.chat_id, "chats"))
SAID = (
    update(bare(Outbox))
    .where(among(outbox.id, "ids"))
    .values(
        sent_at=NOW,
        message=case(
            (outbox.urgency == Urgency.ROUTINE, outbox.message), else_=bindparam("nothing", type_=outbox.message.type)
        ),
    )
)
"""What a routine push is about stays: it is ids and days only, and is said again where it is put off
(services/put_off)."""
