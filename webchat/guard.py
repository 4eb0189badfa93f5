"""The persons' side's outer wall: errors by code, no foreign pages (CSRF), and headers that keep a page to itself."""

import json
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from webchat.errors import BotError, PersonError
from webchat.jsons import dumps

log = logging.getLogger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]{1,255}")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(self), payment=(), usb=()",
}


def content_security_policy(host: str) -> str:
    """Self only. Older Safari does not take 'self' for WebSockets, so the host is named as well."""
    sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; manifest-src 'self'; "
        f"worker-src 'self'; img-src 'self' blob: data:; media-src 'self' blob: data:; connect-src 'self'{sockets}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


async def add_security_headers(request: web.Request, response: web.StreamResponse) -> None:
    if request.path.startswith(("/bot", "/file/bot")):
        return  # no browser there
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", content_security_policy(request.host))
    if request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-store")


def same_origin(request: web.Request) -> bool:
    """An Origin header, where there is one, names this host. The scheme may differ behind a TLS proxy."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc.lower() == request.host.lower()


def _check_forgery(request: web.Request) -> None:
    if not same_origin(request):
        raise PersonError(403, "foreign_origin", "this came from another site's page")
    kind = request.content_type
    if kind != "application/json" and not (kind == "multipart/form-data" and request.headers.get("X-Webchat") == "1"):
        raise PersonError(403, "foreign_request", "send JSON, or multipart with the header X-Webchat: 1")


@web.middleware
async def speak_to_persons(request: web.Request, handler: Handler) -> web.StreamResponse:
    """For /api/: refuses forged requests, and puts every error into the page's envelope."""
    if not request.path.startswith("/api/"):
        return await handler(request)
    try:
        if request.method not in ("GET", "HEAD"):
            _check_forgery(request)
        return await handler(request)
    except PersonError as error:
        return _refusal(error)
    except BotError as error:
        return _refusal(PersonError(error.code, "too_big" if error.code == 413 else "bad_request", error.description))
    except web.HTTPRequestEntityTooLarge:
        return _refusal(PersonError(413, "too_big", "too large"))
    except web.HTTPException as error:
        return _refusal(PersonError(error.status, "not_found" if error.status == 404 else "bad_request", error.reason))
    except ConnectionError:  # nobody is there any more to read this, and it is nobody's fault
        return _refusal(PersonError(408, "upload_stalled", "the connection was lost"))
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return _refusal(PersonError(500, "internal", "something is broken here; try again"))


def _refusal(error: PersonError) -> web.Response:
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after else None
    body = dumps({"error": {"code": error.code, "message": error.message}})
    return web.Response(text=body, status=error.status, content_type="application/json", headers=headers)


async def read_json(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError as error:
        raise PersonError(400, "bad_request", "no JSON") from error
    if not isinstance(body, dict):
        raise PersonError(400, "bad_request", "a JSON object is needed")
    return body


def integer(value: Any, name: str, default: int | None = None) -> int:
    if value is None and default is not None:
        return default
    try:
        number = int(value)
    except (TypeError, ValueError) as error:
        raise PersonError(400, "bad_request", f"{name} must be a number") from error
    return max(-(2**62), min(number, 2**62))
