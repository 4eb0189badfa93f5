"""HTML back to words, for the one message whose markup the server could not read."""

from html.parser import HTMLParser


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def without_markup(text: str) -> str:
    """`<b>您好</b> &amp; …` → `您好 & …`."""
    parser = _Words()
    parser.feed(text)
    parser.close()
    return "".join(parser.words)
