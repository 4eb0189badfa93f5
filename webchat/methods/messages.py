"""sendMessage, places, typing: what a bot sends without a file."""

from webchat.chatlog import Message
from webchat.errors import bad
from webchat.jsons import TRUE, dumps
from webchat.markup.entities import formatted
from webchat.methods.call import Call
from webchat.methods.compose import deliver

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


async def send_message(call: Call) -> str:
    account = await call.open_chat()
    params = call.params
    text, entities = formatted(params.text("text"), params.text("parse_mode"), params.structure("entities"))
    if not text:
        raise bad("message text is empty")
    content: Message = {"text": text, "entities": entities} if entities else {"text": text}
    preview = params.structure("link_preview_options")
    if (isinstance(preview, dict) and preview.get("is_disabled")) or params.flag("disable_web_page_preview"):
        content["link_preview_options"] = {"is_disabled": True}
    call.spend(account)
    return await deliver(call, account, content)


def _place(call: Call) -> dict[str, float]:
    latitude, longitude = call.params.number("latitude"), call.params.number("longitude")
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad("wrong latitude or longitude specified" if latitude is not None else "latitude is empty")
    return {"latitude": latitude, "longitude": longitude}


async def send_location(call: Call) -> str:
    account = await call.open_chat()
    location = _place(call)
    if accuracy := call.params.number("horizontal_accuracy"):
        location["horizontal_accuracy"] = min(max(accuracy, 0), 1500)
    call.spend(account)
    return await deliver(call, account, {"location": location})


async def send_venue(call: Call) -> str:
    """A place with a name. As at Telegram, the message carries the bare location too."""
    account = await call.open_chat()
    location, title, address = _place(call), call.params.text("title"), call.params.text("address")
    if not title or not address:
        raise bad("title is empty" if not title else "address is empty")
    call.spend(account)
    venue = {"location": location, "title": title, "address": address}
    return await deliver(call, account, {"location": location, "venue": venue})


async def send_chat_action(call: Call) -> str:
    account = await call.open_chat()
    action = call.params.text("action")
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    call.exchange.hub.tell(account.id, dumps({"type": "action", "action": action}))
    return TRUE
