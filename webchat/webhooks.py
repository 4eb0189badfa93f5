"""Pushing updates to a bot's webhook: in order within a chat, side by side between chats, until a 2xx."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

import aiohttp

from webchat.bots import Bot
from webchat.settings import WebchatSettings
from webchat.updates import Pending

log = logging.getLogger(__name__)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
SET_WEBHOOK = "Conflict: terminated by setWebhook request"
AT_ONCE = 100
MOST_IN_MEMORY = 1_000
ANSWER_WITHIN = aiohttp.ClientTimeout(total=60)
ANSWER_BYTES = 1024 * 1024


class Failed(Exception):
    """The webhook did not take an update; the words are for getWebhookInfo."""


class WebhookSender:
    def __init__(
        self, settings: WebchatSettings, bot: Bot, answer: Callable[[dict[str, Any]], Awaitable[None]]
    ) -> None:
        self._settings = settings
        self._bot = bot
        self._answer = answer
        self._lanes: dict[int, deque[Pending]] = {}
        self._waiting = 0
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to deliver if the bot has set a webhook."""
        if self._bot.state.webhook_url:
            self._task = asyncio.create_task(self._run(), name=f"webhook of bot {self._bot.id}")

    async def stop(self) -> None:
        """What was not confirmed by the bot stays in line."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        self._lanes.clear()
        self._waiting = 0

    async def _run(self) -> None:
        queue, last = self._bot.updates, 0
        places = asyncio.Semaphore(self._bot.state.webhook_connections)
        async with aiohttp.ClientSession(timeout=ANSWER_WITHIN) as session, asyncio.TaskGroup() as lanes:
            with queue.turn(SET_WEBHOOK) as turn:
                while True:
                    turn.wake.clear()
                    found = await self._read(last + 1) if self._waiting < MOST_IN_MEMORY else ()
                    for update in found:
                        last = update.update_id
                        self._waiting += 1
                        if update.chat_id in self._lanes:
                            self._lanes[update.chat_id].append(update)
                        else:
                            self._lanes[update.chat_id] = deque([update])
                            lanes.create_task(self._lane(session, places, update.chat_id))
                    if not found:
                        await turn.wake.wait()

    async def _read(self, first: int) -> Sequence[Pending]:
        while True:
            try:
                return await self._bot.updates.pending(first, AT_ONCE)
            except Exception:
                log.exception("the updates of bot %s could not be read", self._bot.id)
                await asyncio.sleep(self._settings.webhook_retry_max)

    async def _lane(self, session: aiohttp.ClientSession, places: asyncio.Semaphore, chat_id: int) -> None:
        """Delivers the updates of one chat, each until the bot has taken it."""
        lane, pause = self._lanes[chat_id], self._settings.webhook_retry
        while lane:
            try:
                async with places:
                    call = await self._post(session, lane[0])
                await self._bot.updates.delivered(lane[0].update_id)
            except Exception as error:  # whatever it is, ours or theirs: the update stays in line
                await self._note(error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, self._settings.webhook_retry_max)
                continue
            pause = self._settings.webhook_retry
            lane.popleft()
            self._waiting -= 1
            if self._waiting == MOST_IN_MEMORY - 1:
                self._bot.updates.wake()
            if call:
                await self._answer(call)
        del self._lanes[chat_id]

    async def _post(self, session: aiohttp.ClientSession, update: Pending) -> dict[str, Any] | None:
        """The method call in the bot's answer, if there is one."""
        headers = {"Content-Type": "application/json"}
        if self._bot.state.webhook_secret:
            headers[SECRET_HEADER] = self._bot.state.webhook_secret
        url = self._bot.state.webhook_url
        async with session.post(url, data=update.body.encode(), headers=headers, allow_redirects=False) as response:
            if not 200 <= response.status < 300:
                raise Failed(f"Wrong response from the webhook: {response.status} {response.reason or ''}".strip())
            body = await response.content.read(ANSWER_BYTES)
        try:
            call = json.loads(body) if body else None
        except ValueError:
            return None
        return call if isinstance(call, dict) and "method" in call else None

    async def _note(self, error: Exception) -> None:
        """For getWebhookInfo: our own words or the kind of error, whose own text may hold addresses and secrets."""
        words = str(error) if isinstance(error, Failed) else type(error).__name__
        log.warning("webhook of bot %s: %s", self._bot.id, words)
        with suppress(Exception):  # the database may be what is away
            await self._bot.alter(last_error_date=int(self._settings.now()), last_error_message=words)
