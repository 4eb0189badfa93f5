"""Two ways of saying no: to a bot in Telegram's words, to the page by a code that it turns into a sentence."""


class BotError(Exception):
    """What a Bot API method refuses, with Telegram's code and description."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad(description: str) -> BotError:
    return BotError(400, f"Bad Request: {description}")


class PersonError(Exception):
    """What the page is refused. `code` is for the page's own texts, `message` for whoever reads the network log."""

    def __init__(self, status: int, code: str, message: str, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after
