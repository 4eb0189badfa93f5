"""Which links may be shown. What is no web or Telegram address (javascript:, data:, file:) never reaches a page."""

import re
from urllib.parse import urlsplit

HOST = re.compile(r"[^\s/@:]+\.[^\s/@:.]{2,}|localhost|[0-9.]{7,15}|\[[0-9a-fA-F:]+\]")


def checked_link(url: str) -> str | None:
    """The address as Telegram would keep it (http:// where none is said), or None when it is not one."""
    url = url.strip()
    if not url or re.search(r"[\x00-\x20]", url):
        return None
    if "://" not in url:
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?![0-9])", url):
            return None
        url = "http://" + url
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme == "tg":
        return url
    if parts.scheme not in ("http", "https") or not (HOST.fullmatch(host) or ":" in host):
        return None
    return url if parts.path or parts.query or parts.fragment else url + "/"
