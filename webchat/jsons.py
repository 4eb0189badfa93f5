"""JSON as it goes over the wire and into the tables: compact, Chinese unescaped."""

import json
from typing import Any

TRUE = "true"


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def clean(text: str) -> str:
    """Without what neither PostgreSQL (NUL) nor UTF-8 (lone surrogates) can hold."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    return text if text.isascii() else text.encode("utf-8", "ignore").decode("utf-8")
