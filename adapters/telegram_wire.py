"""How python-telegram-bot's requests reach the server: by aiohttp, which is here anyway and takes a third of the time
of the library's own way (`make bench`)."""

import json
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

NEVER_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""Causes of a failure that say that nothing of the request left."""
CONNECT_SECONDS = 5.0
READ_SECONDS = 5.0
WRITE_SECONDS = 5.0
WRITE_FILES_SECONDS = 20.0
DEFAULT = BaseRequest.DEFAULT_NONE


class Wire(BaseRequest):
    """At most `connections` at the same time. It is opened by the first request; `shutdown` closes it."""

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ_SECONDS

    async def initialize(self) -> None:
        """Nothing is opened before it is needed."""

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = DEFAULT,
        write_timeout: ODVInput[float] = DEFAULT,
        connect_timeout: ODVInput[float] = DEFAULT,
        pool_timeout: ODVInput[float] = DEFAULT,
    ) -> tuple[int, bytes]:
        """Raises TimedOut or NetworkError, caused by one of NEVER_SENT where nothing left."""
        files = request_data is not None and request_data.contains_files
        read = _chosen(read_timeout, READ_SECONDS)
        write = _chosen(write_timeout, WRITE_FILES_SECONDS if files else WRITE_SECONDS)
        connect = _chosen(connect_timeout, CONNECT_SECONDS)
        total = None if read is None or write is None or connect is None else read + write + connect
        timeout = aiohttp.ClientTimeout(total=total, connect=connect, sock_read=read)
        try:
            async with self._open().request(method, url, timeout=timeout, **_body(request_data)) as response:
                return response.status, await response.read()
        except TimeoutError as problem:
            raise TimedOut from problem
        except aiohttp.ClientError as problem:
            raise NetworkError(type(problem).__name__) from problem  # whose own words may hold the token

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )
        return self._session


def _chosen(given: ODVInput[float], usual: float) -> float | None:
    return usual if isinstance(given, DefaultValue) else given


def _body(data: RequestData | None) -> dict[str, Any]:
    """JSON, or a form where files go along."""
    if data is None:
        return {}
    if not data.contains_files:
        text = json.dumps(data.parameters, ensure_ascii=False)
        return {"data": text.encode(), "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}
