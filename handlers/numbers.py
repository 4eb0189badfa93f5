"""Case numbers as people type them."""

import re
import unicodedata

_NUMBER = re.compile(r"\s*([WCHN])\s*[-—–－ ]?\s*(\d{4})\s*[-—–－ ]?\s*(\d{1,6})\s*")


def number_in(text: str) -> str | None:
    """`W-2026-000123` for what is that number and nothing else, also in small letters, full width or without zeros."""
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).upper())
    return f"{found[1]}-{found[2]}-{int(found[3]):06d}" if found else None
