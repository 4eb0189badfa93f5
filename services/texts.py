"""Every sentence, by key and language, from locales/ (Fluent). No text stands in code."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.runtime.types import fluent_number

LOCALES = Path(__file__).parent.parent / "locales"
LANGUAGES = ("zh", "en")
# Fluent's 2,500 guard against texts of strangers that swell; ours are our own, and words that were escaped are longer.
resolver.MAX_PART_LENGTH = 20_000

Value = str | int | float | date | tuple[str, ...]


class Speech:
    """One language. Called, it gives Telegram's HTML with the values escaped; `plain` gives text for buttons. A value
    of several is the keys of texts, said in a row; a day is said as people do."""

    def __init__(self, language: str, sources: Iterable[str]) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        for source in sources:
            self._bundle.add_resource(FluentResource(source))

    def __call__(self, key: str, **values: Value) -> str:
        return self._say(key, {k: escape(v, quote=False) if isinstance(v, str) else v for k, v in values.items()})

    def plain(self, key: str, **values: Value) -> str:
        return self._say(key, dict(values))

    def knows(self, key: str) -> bool:
        return self._bundle.has_message(key)

    def _say(self, key: str, values: dict[str, Value]) -> str:
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"{self.language}: {key} has no text")
        plain = {k: self._shown(v) for k, v in values.items()}
        text, errors = self._bundle.format_pattern(pattern, plain)
        if errors:
            raise LookupError(f"{self.language}: {key}: {errors[0]}")
        return str(text)

    def _shown(self, value: Value) -> Any:
        if isinstance(value, tuple):
            return self.plain("list-and").join(self.plain(key) for key in value)
        if isinstance(value, date):
            of_day = {"month": value.month, "day": value.day, "weekday": value.isoweekday()}
            return self.plain("when-day-of-year", year=str(value.year), **of_day)
        return value if isinstance(value, str) else fluent_number(value, useGrouping=False)


@cache
def speech(language: str) -> Speech:
    """The texts of `language`, Chinese where it is not one of ours."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    files = sorted((LOCALES / chosen).glob("*.ftl"))
    return Speech(chosen, [file.read_text(encoding="utf-8") for file in files])
