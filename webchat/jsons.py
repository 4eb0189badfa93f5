"""JSON as it goes over the wire and into the tables: compact, Chinese unescaped."""

import json
from typing import Any

TRUE = "true"
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # kept: json.dumps makes one at every call


def dumps(value: Any) -> str:
    return ENCODER.encode(value)


def clean(text: str) -> str:
    """Without what neither PostgreSQL (NUL) nor UTF-8 (lone surrogates) can hold."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    return text if text.isascii() else text.encode("utf-8", "ignore").decode("utf-8")
