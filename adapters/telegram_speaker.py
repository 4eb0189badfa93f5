"""python-telegram-bot's bot with one way more to call the Bot API: for what is said all day, and answered by a number.

The library builds an object of a hundred attributes of every message that it has sent, and of every button, only to be
asked for one number: that was a third of what saying something cost (`make bench`). Address, rate limiter, wire and
errors stay the library's.
"""

from telegram.ext import ExtBot


class Speaker(ExtBot[None]):
    """What is sent rarely, or with files, goes by the library's own methods."""

    async def call(self, method: str, **parameters: object) -> object:
        """A method of the Bot API by its name there. What is None is left out; objects are plain JSON, and so is the
        answer."""
        answer: object = await self._post(method, parameters)
        return answer
