"""getUpdates by long poll. A bot has either polling or a webhook, and one poller at a time: the newest."""

import asyncio

from webchat.errors import BotError, bad
from webchat.methods.call import Call

LONGEST_POLL = 50
OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


def allowed_updates(call: Call) -> list[str] | None:
    """The kinds asked for, None when the parameter is not there (the last setting stays). Empty means all."""
    given = call.params.structure("allowed_updates")
    if given is None:
        return None
    if not isinstance(given, list) or not all(isinstance(kind, str) for kind in given):
        raise bad("can't parse allowed updates JSON array")
    return sorted(set(given))


async def get_updates(call: Call) -> str:
    bot, queue, params = call.bot, call.bot.updates, call.params
    if bot.state.webhook_url:
        raise BotError(409, WEBHOOK_ACTIVE)
    with queue.turn(OTHER_POLLER) as turn:
        allowed = allowed_updates(call)
        if allowed is not None and allowed != bot.state.allowed_updates:
            await bot.alter(allowed_updates=allowed)
        limit = min(max(params.integer("limit", 100), 1), 100)
        offset = params.integer("offset")
        if offset < 0:
            offset = await queue.first_of_newest(-offset)
        await queue.confirm(offset)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(max(params.integer("timeout"), 0), LONGEST_POLL)
        while True:
            turn.wake.clear()
            found = await queue.pending(offset, limit)
            if turn.ended:
                raise BotError(409, turn.ended)
            if found or call.exchange.closing.is_set() or not await turn.woken(deadline - loop.time()):
                return f"[{','.join(update.body for update in found)}]"
