"""Photos, albums, voice notes and documents: uploaded, or by the file_id of something this bot has seen before."""

import json
from typing import Any

from webchat.chatlog import Message, new_album
from webchat.errors import bad
from webchat.files import Upload, shown_in
from webchat.jsons import dumps
from webchat.methods.call import Call
from webchat.methods.compose import caption, caption_of, deliver, head, replied_to
from webchat.methods.params import too_large
from webchat.photos import NotAPhoto, WrongDimensions
from webchat.store import Change

WRONG_FILE = "wrong file identifier/HTTP URL specified"


async def send_photo(call: Call) -> str:
    return await _send(call, "photo")


async def send_voice(call: Call) -> str:
    return await _send(call, "voice")


async def send_document(call: Call) -> str:
    return await _send(call, "document")


async def _send(call: Call, kind: str) -> str:
    account = await call.open_chat()
    text = caption(call)
    call.spend(account)
    change = Change()
    content = await _file(call, change, kind, call.params.text(kind), call.params.files.get(kind))
    if call.params.flag("has_spoiler") and kind == "photo":
        content["has_media_spoiler"] = True
    return await deliver(call, account, {**content, **text}, change)


async def send_media_group(call: Call) -> str:
    account = await call.open_chat()
    wanted = call.params.structure("media")
    if not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
        raise bad("can't parse media JSON object")
    if not 2 <= len(wanted) <= 10:
        raise bad("wrong number of messages in the album" if wanted else "there are no messages to send")
    if len({one.get("type") for one in wanted}) > 1:
        raise bad("Document can't be mixed with other media types")
    call.spend(account, len(wanted))
    change = Change()
    contents = [await from_input_media(call, change, one, ("photo", "document")) for one in wanted]
    first = {**head(call, account), **await replied_to(call, account), "media_group_id": new_album()}
    bodies = []
    for content in contents:
        shown_in(change, account.id, content)
        bodies.append(call.exchange.log.add(change, account, {**first, **content}))
    await call.exchange.store.submit(change)
    return f"[{','.join(bodies)}]"


async def from_input_media(call: Call, change: Change, wanted: dict[str, Any], kinds: tuple[str, ...]) -> Message:
    """The content of a message by an InputMedia object."""
    kind = wanted.get("type")
    if kind not in kinds:
        raise bad(f'can\'t parse InputMedia: type "{kind}" is unallowed here')
    content = await _file(call, change, str(kind), str(wanted.get("media") or ""), None)
    text = caption_of(wanted.get("caption"), wanted.get("parse_mode"), wanted.get("caption_entities"))
    if wanted.get("has_spoiler") and kind == "photo":
        content["has_media_spoiler"] = True
    return {**content, **text}


async def _file(call: Call, change: Change, kind: str, reference: str, upload: Upload | None) -> Message:
    if reference.startswith("attach://"):
        upload = call.params.files.get(reference.removeprefix("attach://"))
    if upload is not None:
        return await _uploaded(call, change, kind, upload)
    if not reference:
        raise bad(f"there is no {kind} in the request")
    stored = await call.exchange.files.find(call.bot.id, reference)
    if stored is None or stored.kind != kind:
        raise bad(WRONG_FILE)
    content: Message = json.loads(stored.content)
    return content


async def _uploaded(call: Call, change: Change, kind: str, upload: Upload) -> Message:
    files, settings = call.exchange.files, call.exchange.settings
    if not upload.data:
        raise bad("file must be non-empty")
    if len(upload.data) > settings.upload_bytes:
        raise too_large()
    if kind == "voice":
        return await files.add_voice(change, call.bot.id, upload, call.params.integer("duration"))
    if kind == "document":
        return await files.add_document(change, call.bot.id, upload)
    if len(upload.data) > settings.photo_bytes:
        raise bad(
            f"file of size {len(upload.data)} bytes is too big for a photo; "
            f"the maximum size is {settings.photo_bytes} bytes"
        )
    try:
        return await files.add_photo(change, call.bot.id, upload)
    except WrongDimensions as error:
        raise bad("PHOTO_INVALID_DIMENSIONS") from error
    except NotAPhoto as error:
        raise bad("IMAGE_PROCESS_FAILED") from error


async def get_file(call: Call) -> str:
    stored = await call.exchange.files.find(call.bot.id, call.params.text("file_id"))
    if stored is None:
        raise bad("invalid file_id" if call.params.has("file_id") else "file_id not specified")
    if stored.size > call.exchange.settings.download_bytes:
        raise bad("file is too big")
    names = {"file_id": stored.file_id, "file_unique_id": stored.unique_id}
    return dumps({**names, "file_size": stored.size, "file_path": stored.path})
