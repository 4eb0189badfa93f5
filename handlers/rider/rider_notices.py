"""Pushes to riders, rendered at the moment when they are sent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.commands import commands_of
from handlers.desk import Reader
from handlers.people.invite_cards import person_line
from handlers.rider.rider_cards import agreement_card, button, towards_reward
from handlers.when import on_day
from services.people import invitations
from services.points import points_views
from services.ports import Message
from services.rider import riders


async def points_earned(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """What was earned and for what, then where the rider stands now."""
    t, points, number = reader.t, values["points"], values["number"]
    purse = await reader.act.look(points_views.balance)
    lines = [t(f"points-for-{values['reason']}", number=number)]
    if points:
        lines.append(t("points-earned", points=points, balance=purse.balance))
    if values["capped"]:
        lines.append(t("points-capped", cap=purse.daily_cap))
    lines.append(towards_reward(reader, purse))
    return Message(text="\n".join(lines), buttons=((button(reader, "points"),),))


async def agreement_ended(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """By the street's side."""
    return Message(
        text=reader.t("agreement-ended-by-us", reason=values["reason"]), buttons=((button(reader, "points"),),)
    )


async def agreement_changed(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """The new text whole, with its button; for whoever has signed it meanwhile, nothing."""
    if await reader.act.look(riders.agreement_live):
        return None
    card = agreement_card(reader, None, fresh=True)
    return replace(card, text=f"{reader.t('agreement-changed')}\n\n{card.text}")


async def points_expiring(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """A month ahead; where they were spent meanwhile, nothing."""
    purse = await reader.act.look(points_views.balance)
    if purse.expiring is None:
        return None
    day = on_day(reader.t, purse.expiring.on, reader.act.ctx.today)
    text = reader.t("points-expire-soon", points=values["points"], day=day)
    return Message(text=text, buttons=((button(reader, "rewards"), button(reader, "points")),))


async def supervisor_news(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """To the rider what it means, with their new commands; to the community's other staff who it is."""
    held = await reader.act.look(invitations.holder, values["held"])
    if held is None:
        return None
    if held.person_id == reader.act.ctx.actor.person_id:
        points = reader.act.ctx.settings.points.supervisor_check
        text = reader.t("supervisor-appointed-you", unit=held.unit, points=points)
        return Message(text=text, buttons=((button(reader, "points"),),), commands=commands_of(reader))
    return Message(text=reader.t(f"supervisor-{values['what']}", who=person_line(reader, held)))
