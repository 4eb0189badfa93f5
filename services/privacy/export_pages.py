"""A person's data as a page that any phone opens, and as JSON that another program reads."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from zoneinfo import ZoneInfo

from services.privacy.export_values import Named, Section, Value
from services.texts import Speech

STYLE = (
    "body{font:20px/1.6 sans-serif;max-width:40em;margin:0 auto;padding:1em}"
    "h2{border-bottom:2px solid #999;margin-top:2em}"
    "dl{border:1px solid #ccc;border-radius:8px;padding:.5em 1em}"
    "dt{color:#555;font-size:.8em}dd{margin:0 0 .5em;white-space:pre-wrap;overflow-wrap:anywhere}"
)


def page(t: Speech, sections: Sequence[Section], made_at: datetime, zone: ZoneInfo) -> str:
    """Large type, one thing under the other; nothing in it is fetched from anywhere."""
    title = escape(t.plain("data-export-title"))
    parts = [
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1>",
        f"<p>{escape(t.plain('data-export-made', when=said(t, made_at, zone)))}</p>",
    ]
    for name, rows in sections:
        if rows:
            parts.append(f"<h2>{escape(t.plain(f'data-of-{name}'))} ({len(rows)})</h2>")
        for row in rows:
            told = [(name, value) for name, value in row.items() if value is not None]
            lines = "".join(
                f"<dt>{escape(t.plain(f'data-is-{name}'))}</dt><dd>{escape(said(t, value, zone))}</dd>"
                for name, value in told
            )
            parts.append(f"<dl>{lines}</dl>")
    return "".join([*parts, "</body></html>"])


def said(t: Speech, value: Value, zone: ZoneInfo) -> str:
    """A value in words."""
    match value:
        case Named(kind, word):
            key = f"{kind}-{word}" if kind else word
            return t.plain(key) if t.knows(key) else word
        case bool():
            return t.plain("data-yes" if value else "data-no")
        case datetime():
            return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
    return str(value)


def as_json(sections: Sequence[Section]) -> str:
    """Codes as they are, moments in UTC."""
    return json.dumps(dict(sections), ensure_ascii=False, indent=1, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, Named):
        return value.value
    return value.isoformat() if isinstance(value, date) else str(value)
