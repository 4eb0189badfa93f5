"""Things that are the same for everybody (the page's files, the map): read once, compressed once, asked for by ETag."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

# Asked again every time, by ETag: a page of yesterday must not talk to a server of today.
ASK_AGAIN = "no-cache"
NEVER_KEPT = "no-store"
TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
WORDS = ("text/", "image/svg+xml", "application/manifest+json", "application/geo+json")


@dataclass(frozen=True, slots=True)
class Asset:
    """`packed` is None for what gains nothing by compression, a picture for example."""

    data: bytes
    packed: bytes | None
    content_type: str
    cache: str
    tag: str

    @classmethod
    def of(cls, data: bytes, content_type: str, cache: str = ASK_AGAIN) -> "Asset":
        packed = gzip.compress(data, 9, mtime=0) if content_type.startswith(WORDS) else None
        if packed is not None and len(packed) >= len(data):
            packed = None
        return cls(data, packed, content_type, cache, hashlib.sha256(data).hexdigest()[:32])

    @classmethod
    def read(cls, place: Path, cache: str = ASK_AGAIN) -> "Asset":
        guessed = mimetypes.guess_type(place.name)[0] or "application/octet-stream"
        return cls.of(place.read_bytes(), TYPES.get(place.suffix, guessed), cache)

    def answer(self, request: web.Request) -> web.Response:
        """The whole of it, compressed for whoever takes that; 304 for whoever has it. Each form has its own ETag."""
        packed = self.packed if takes_gzip(request.headers.get("Accept-Encoding", "")) else None
        tag = f"{self.tag}-gzip" if packed is not None else self.tag
        headers = {"ETag": f'"{tag}"', "Cache-Control": self.cache}
        if self.packed is not None:
            headers["Vary"] = "Accept-Encoding"
        if any(known.value in ("*", tag) for known in request.if_none_match or ()):
            return web.Response(status=304, headers=headers)
        if packed is not None:
            headers["Content-Encoding"] = "gzip"
        charset = "utf-8" if self.content_type.startswith("text/") else None
        return web.Response(
            body=packed if packed is not None else self.data,
            content_type=self.content_type,
            charset=charset,
            headers=headers,
        )


def takes_gzip(accepted: str) -> bool:
    """By an Accept-Encoding header, in which a quality of 0 is a refusal."""
    for one in accepted.lower().replace(" ", "").split(","):
        name, _, quality = one.partition(";q=")
        if name in ("gzip", "*"):
            return quality.strip("0.") != "" or not quality
    return False
