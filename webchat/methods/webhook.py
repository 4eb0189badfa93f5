"""setWebhook, deleteWebhook, getWebhookInfo. How the updates go out then is in webchat/webhooks.py."""

import re
from typing import Any
from urllib.parse import urlsplit

from webchat.errors import bad
from webchat.jsons import TRUE, dumps
from webchat.methods.call import Call
from webchat.methods.updates import allowed_updates

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def set_webhook(call: Call) -> str:
    """An http address is fine here: the bot is usually on the same machine. A certificate is not needed."""
    url = call.params.text("url")
    if not url:
        return await delete_webhook(call)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.params.text("secret_token")
    if secret and not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    connections = call.params.integer("max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad("bad webhook: max_connections must be between 1 and 100")
    to: dict[str, Any] = {"webhook_url": url, "webhook_secret": secret, "webhook_connections": connections}
    return await _switch(call, to)


async def delete_webhook(call: Call) -> str:
    return await _switch(call, {"webhook_url": "", "webhook_secret": "", "webhook_connections": 40})


async def _switch(call: Call, to: dict[str, Any]) -> str:
    allowed = allowed_updates(call)
    sender = call.exchange.webhooks[call.bot.id]
    await sender.stop()
    try:
        if call.params.flag("drop_pending_updates"):
            await call.bot.updates.drop()
        if allowed is not None:
            to["allowed_updates"] = allowed
        await call.bot.alter(**to, last_error_date=0, last_error_message="")
    finally:
        sender.start()
    return TRUE


async def get_webhook_info(call: Call) -> str:
    state = call.bot.state
    info: dict[str, Any] = {
        "url": state.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": await call.bot.updates.count(),
    }
    if state.webhook_url:
        info["max_connections"] = state.webhook_connections
    if state.allowed_updates:
        info["allowed_updates"] = state.allowed_updates
    if state.last_error_date:
        info["last_error_date"] = state.last_error_date
        info["last_error_message"] = state.last_error_message
    return dumps(info)
