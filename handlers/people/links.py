"""Addresses that open the chat in the right place."""

from urllib.parse import quote

from handlers.desk import Reader


def link_to(reader: Reader, payload: str) -> str:
    """What a QR opens: the street's page, which everybody has; without an address of its own, the bot."""
    channels, start = reader.act.ctx.settings.channels, quote(payload)
    page = channels.webchat.public_url or f"http://{channels.webchat.host}:{channels.webchat.port}"
    if not channels.webchat.public_url and channels.telegram.bot_name:
        return f"https://t.me/{channels.telegram.bot_name}?start={start}"
    return f"{page.rstrip('/')}/?start={start}"
