"""What a bot sent, by any of the Bot API's ways (query, form, multipart, JSON), read into the types a method wants."""

import json
from asyncio import timeout
from collections.abc import Mapping
from typing import Any

from aiohttp import BodyPartReader, web
from aiohttp.http import HttpProcessingError

from webchat.errors import BotError, bad
from webchat.files import Upload
from webchat.jsons import clean

FIELD_BYTES = 1024 * 1024
UNREADABLE = (ValueError, RuntimeError, HttpProcessingError)  # what aiohttp raises for a broken body


class Params:
    def __init__(self, values: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> None:
        self.values = values
        self.files = files or {}

    def has(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, (dict, list)):
            raise bad(f'field "{name}" must be of type String')
        return clean(value if isinstance(value, str) else json.dumps(value))

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name)
        if value in (None, ""):
            return default
        try:
            return int(value)
        except (TypeError, ValueError) as error:
            raise bad(f'field "{name}" must be of type Number') from error

    def number(self, name: str) -> float | None:
        value = self.values.get(name)
        if value in (None, ""):
            return None
        try:
            return float(value)
        except (TypeError, ValueError) as error:
            raise bad(f'field "{name}" must be of type Number') from error

    def flag(self, name: str) -> bool:
        value = self.values.get(name)
        return value is True or str(value).lower() in ("true", "1", "yes")

    def structure(self, name: str) -> Any:
        """An object or list: as such in a JSON request, else as JSON in a string."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from error


async def read_params(request: web.Request, upload_bytes: int) -> Params:
    """Raises BotError 413 above `upload_bytes` and 400 for what cannot be read."""
    values: dict[str, Any] = dict(request.query)
    if request.method == "GET" or not request.body_exists:
        return Params(values)
    try:
        match request.content_type:
            case "application/json":
                body = await request.json()
                values.update(body if isinstance(body, dict) else {})
            case "multipart/form-data":
                return await _multipart(request, values, upload_bytes)
            case _:
                values.update({name: str(value) for name, value in (await request.post()).items()})
    except web.HTTPRequestEntityTooLarge as error:
        raise too_large() from error
    except UNREADABLE as error:
        raise bad("can't parse the request's body") from error
    return Params(values)


async def _multipart(request: web.Request, values: dict[str, Any], upload_bytes: int) -> Params:
    files: dict[str, Upload] = {}
    left = upload_bytes + FIELD_BYTES
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            raise bad("can't parse the request's body")
        data = await read_part(part, left)
        left -= len(data)
        if part.filename is None:
            values[part.name] = data.decode("utf-8", "replace")
        else:
            files[part.name] = Upload(
                data, part.filename, part.headers.get("Content-Type", "").partition(";")[0].lower()
            )
    return Params(values, files)


async def read_part(part: BodyPartReader, most: int, patience: float | None = None) -> bytes:
    """Raises TimeoutError when nothing comes for `patience` seconds."""
    chunks: list[bytes] = []
    size = 0
    while True:
        async with timeout(patience):
            chunk = await part.read_chunk(256 * 1024)
        if not chunk:
            return b"".join(chunks)
        size += len(chunk)
        if size > most:
            raise too_large()
        chunks.append(chunk)


def too_large() -> BotError:
    return BotError(413, "Request Entity Too Large")
