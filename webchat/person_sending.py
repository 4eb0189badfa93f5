"""What a person sends (words, places, contacts, files), and the files they get to see."""

from asyncio import timeout
from typing import Any
from urllib.parse import quote

from aiohttp import BodyPartReader, web

from webchat.accounts import Account
from webchat.chatlog import Message
from webchat.errors import PersonError
from webchat.exchange import Exchange
from webchat.files import Upload
from webchat.guard import integer, read_json
from webchat.limits import Flood
from webchat.markup.entities import CAPTION_LIMIT
from webchat.methods.params import UNREADABLE, read_part
from webchat.photos import NotAPhoto, WrongDimensions
from webchat.sessions import Sessions
from webchat.store import Change
from webchat.talking import Talking, contact_content, location_content, text_content
from webchat.uploads import Room

KINDS = ("photo", "voice", "document")
MOST_PHOTOS = 10
LONGEST_VOICE = 86_400
FIELD_BYTES = 64 * 1024
SHOWN_IN_PLACE = ("image/jpeg", "audio/")


class Sending:
    def __init__(self, exchange: Exchange, sessions: Sessions, talking: Talking) -> None:
        self._exchange = exchange
        self._sessions = sessions
        self._talking = talking
        settings = exchange.settings
        self._largest = max(settings.photo_bytes * MOST_PHOTOS, settings.download_bytes) + FIELD_BYTES
        self._room = Room(settings.person_uploads, self._largest)

    async def receive(self, request: web.Request, account: Account, flood: Flood) -> str:
        if request.content_type == "multipart/form-data":
            with self._room.taken(account.id, request.content_length):
                return await self._receive_files(request, account, flood)
        body = await read_json(request)
        reply = body.get("reply_to_message_id")
        reply_to = integer(reply, "reply_to_message_id") if reply is not None else None
        content = _content(body, account)
        return await self._talking.once(
            account, body.get("client_id"), lambda change: self._talking.send(change, account, [content], reply_to)
        )

    async def _receive_files(self, request: web.Request, account: Account, flood: Flood) -> str:
        try:
            fields, uploads = await self._read_form(request)
        except TimeoutError as error:
            raise PersonError(408, "upload_stalled", "nothing more came") from error
        except UNREADABLE as error:
            raise PersonError(400, "bad_request", "unreadable form") from error
        flood.spend(account.id, self._exchange.now(), max(len(uploads) - 1, 0))

        async def send_files(change: Change) -> str:
            contents = await self._files(change, account, fields, uploads)
            return await self._talking.send(change, account, contents)

        return await self._talking.once(account, fields.get("client_id"), send_files)

    async def _read_form(self, request: web.Request) -> tuple[dict[str, str], list[Upload]]:
        fields: dict[str, str] = {}
        uploads: list[Upload] = []
        settings = self._exchange.settings
        patience = settings.person_uploads.stalled_after
        left = self._largest if request.content_length is None else request.content_length
        reader = await request.multipart()
        while True:
            async with timeout(patience):
                part = await reader.next()
            if part is None:
                return fields, uploads
            if not isinstance(part, BodyPartReader) or not part.name:
                raise PersonError(400, "bad_request", "unreadable form")
            most = settings.download_bytes if part.name == "file" else FIELD_BYTES
            data = await read_part(part, min(left, most), patience)
            left -= len(data)
            if part.name != "file":
                fields[part.name] = data.decode("utf-8", "replace")
            elif len(uploads) == MOST_PHOTOS:
                raise PersonError(400, "too_many_files", f"at most {MOST_PHOTOS} photos at once")
            else:
                mime_type = part.headers.get("Content-Type", "").partition(";")[0].lower()
                uploads.append(Upload(data, part.filename or "", mime_type))

    async def _files(
        self, change: Change, account: Account, fields: dict[str, str], uploads: list[Upload]
    ) -> list[Message]:
        kind = fields.get("kind", "")
        if kind not in KINDS or not uploads or (kind != "photo" and len(uploads) > 1):
            raise PersonError(400, "bad_request", "kind photo (up to 10 files), voice or document (one file)")
        if not all(upload.data for upload in uploads):
            raise PersonError(400, "file_empty", "an empty file")
        caption = text_content(fields.get("caption", ""), "caption", CAPTION_LIMIT)
        contents = [await self._file(change, account, kind, upload, fields) for upload in uploads]
        return [{**contents[0], **caption}, *contents[1:]]

    async def _file(
        self, change: Change, account: Account, kind: str, upload: Upload, fields: dict[str, str]
    ) -> Message:
        files = self._exchange.files
        if kind == "voice":
            duration = fields.get("duration", "").partition(".")[0] or 0
            seconds = min(max(integer(duration, "duration"), 0), LONGEST_VOICE)
            return await files.add_voice(change, account.bot_id, upload, seconds)
        if kind == "document":
            return await files.add_document(change, account.bot_id, upload)
        if len(upload.data) > self._exchange.settings.photo_bytes:
            raise PersonError(413, "too_big", "the photo is too big")
        try:
            return await files.add_photo(change, account.bot_id, upload)
        except WrongDimensions as error:
            raise PersonError(400, "photo_too_large", "too many pixels, or too long and thin") from error
        except NotAPhoto as error:
            raise PersonError(400, "photo_unreadable", "no photo that can be read") from error

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Only what a message of one's own chat shows. All but pictures and sounds is for saving, never for opening."""
        account = await self._sessions.need(request)
        stored = await self._exchange.files.in_chat(account.id, request.match_info["file_unique_id"])
        if stored is None:
            raise PersonError(404, "not_found", "no such file in this chat")
        shown = stored.kind != "document" and stored.mime_type.startswith(SHOWN_IN_PLACE)
        headers = {
            "Content-Type": stored.mime_type if shown else "application/octet-stream",
            "Content-Disposition": "inline" if shown else _attachment(stored.name),
            "Cache-Control": "private, max-age=31536000, immutable",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        }
        return web.FileResponse(self._exchange.files.where(stored), headers=headers)


def _attachment(name: str) -> str:
    """RFC 6266, with the name in UTF-8."""
    return f"attachment; filename*=UTF-8''{quote(name or 'file', safe='')}"


def _content(body: dict[str, Any], account: Account) -> Message:
    if "location" in body:
        return location_content(body["location"])
    if "contact" in body:
        return contact_content(body["contact"], account)
    return text_content(body.get("text", ""))
