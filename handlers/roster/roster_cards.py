"""How a roster file looks in chat: what it would change, its bad rows, the one word that puts it in."""

from collections.abc import Mapping

from aiogram.filters.callback_data import CallbackData

from domain.roster_reading import Finding
from handlers.desk import Reader
from handlers.roster.roster_texts import count_lines, finding_line, place_of, reason_of
from services.pictures import Sheet
from services.ports import Button, Message
from services.roster.planning import What
from services.roster.roster_files import FileCard, State
from services.roster.roster_report import Line

ROSTER_CARD = "roster"
SHOWN = 8
"""Findings on the card; a table has them all."""


class FileTap(CallbackData, prefix="rf"):
    """`do`: menu, template, communities, export, matters, matters_list, list, put, put_end, leave. `id` is a file, or a
    community."""

    do: str
    id: int = 0


def button(reader: Reader, do: str, key: str, id_: int = 0) -> tuple[Button, ...]:
    return (Button(reader.t.plain(key), FileTap(do=do, id=id_).pack()),)


def begin_card(reader: Reader, *, fresh: bool) -> Message:
    """What can be done with the roster."""
    rows = (
        button(reader, "template", "roster-file-template"),
        button(reader, "communities", "roster-file-export"),
        button(reader, "matters", "roster-matters-open"),
    )
    return Message(text=reader.t("roster-file-begin"), buttons=rows, card=ROSTER_CARD, fresh=fresh)


def communities_card(reader: Reader, communities: Mapping[int, str]) -> Message:
    rows = tuple((Button(name, FileTap(do="export", id=id_).pack()),) for id_, name in communities.items())
    return Message(text=reader.t("roster-file-which"), buttons=rows, card=ROSTER_CARD)


def taken_card(reader: Reader, file_id: int) -> Message:
    return Message(text=reader.t("roster-file-taken"), card=card_name(file_id))


def card_name(file_id: int) -> str:
    return f"roster-file:{file_id}"


PUTTING: dict[int | None, str] = {0: "roster-file-putting-read", 1: "roster-file-putting-write"}
"""Once the second reading has begun, and when it is over."""


def file_card(reader: Reader, card: FileCard) -> Message:
    """As its state is now: the same message from the first look to the end."""
    t = reader.t
    match card.state:
        case State.SENT:
            key = "roster-file-comparing" if card.counts.get("whole") else "roster-file-reading"
            text = t(key, name=card.name, rows=card.counts.get("rows", 0))
            return Message(text=text, card=card_name(card.id))
        case State.CONFIRMED:
            key = PUTTING.get(card.counts.get("whole"), "roster-file-putting")
            text = t(key, name=card.name, rows=card.counts.get("rows", 0))
            return Message(text=text, card=card_name(card.id))
        case State.DONE:
            lines = [t("roster-file-done", name=card.name), *count_lines(t, _done(card)), "", t("roster-file-after")]
            return Message(text="\n".join(lines), card=card_name(card.id))
        case State.LEFT:
            return Message(text=t("roster-file-left", name=card.name), card=card_name(card.id))
        case State.REFUSED:
            why = t.plain(f"roster-not-{card.why}")
            return Message(text=t("roster-file-refused", name=card.name, why=why), card=card_name(card.id))
    return _shown(reader, card)


def _done(card: FileCard) -> dict[str, int]:
    """What was gone from the file and was left as it is does not count."""
    return {key: n for key, n in card.counts.items() if card.ends_gone or not key.endswith(f".{What.GONE}")}


def _shown(reader: Reader, card: FileCard) -> Message:
    t, counts = reader.t, card.counts
    changes = list(count_lines(t, counts))
    lines = [t("roster-file-shown", name=card.name), t("roster-rows", rows=counts.get("rows", 0))]
    lines += [t("roster-file-changed-meanwhile")] if card.why == "changed" else []
    bad, gone = counts.get("bad", 0), sum(n for key, n in counts.items() if key.endswith(f".{What.GONE}"))
    same = [] if changes or bad else [t("roster-nothing-new")]
    lines += [*([""] if changes or same else []), *changes, *same, *_findings(reader, card)]
    rows = []
    if bad:
        lines += ["", t("roster-file-put-right")]
    elif gone:
        lines += ["", t("roster-file-gone", gone=gone)]
        if any(counts.get(f"{key}") for key in counts if key.endswith((f".{What.NEW}", f".{What.CHANGED}"))):
            rows.append(button(reader, "put", "roster-file-put-keep", card.id))
        rows.append((Button(t.plain("roster-file-put-end", gone=gone), FileTap(do="put_end", id=card.id).pack()),))
    elif changes:
        rows.append(button(reader, "put", "roster-file-put", card.id))
    if changes or counts.get("bad") or counts.get("told"):
        rows.append(button(reader, "list", "roster-file-list", card.id))
    rows.append(button(reader, "leave", "roster-file-leave", card.id))
    return Message(text="\n".join(lines), buttons=tuple(rows), card=card_name(card.id))


def _findings(reader: Reader, card: FileCard) -> list[str]:
    t, settings, counts = reader.t, reader.act.ctx.settings.roster, card.counts
    if card.report is None:
        return []
    lines: list[str] = []
    for key, count, found in (
        ("roster-file-bad", counts.get("bad", 0), card.report.bad),
        ("roster-file-told", counts.get("told", 0), card.report.told),
    ):
        if found:
            lines += ["", t(key, count=count)]
            lines += [t("roster-file-finding", line=finding_line(t, settings, one)) for one in found[:SHOWN]]
            left = count - sum(one.times for one in found[:SHOWN])
            lines += [t("roster-file-more", count=left)] if left else []
    return lines


def list_sheet(reader: Reader, card: FileCard) -> Sheet | None:
    """All that is listed, for Excel: what has to be put right first."""
    t = reader.t
    if card.report is None:
        return None
    found = (one for each in (*card.report.bad, *card.report.told) for one in each.in_each_row())
    findings = [_finding_row(reader, one) for one in found]
    changes = [_change_row(reader, one) for one in card.report.lines]
    columns = tuple(t.plain(f"roster-list-{name}") for name in ("what", "where", "about", "why"))
    title = t.plain("roster-list-title", name=card.name)
    return Sheet(t.plain("roster-list-name"), title, columns, (*findings, *changes))


def _finding_row(reader: Reader, one: Finding) -> tuple[str, ...]:
    t = reader.t
    what = t.plain("roster-what-bad" if one.blocks else "roster-what-told")
    where = place_of(t, reader.act.ctx.settings.roster, one) if one.sheet else ""
    return what, where, "", reason_of(t, one)


def _change_row(reader: Reader, one: Line) -> tuple[str, ...]:
    t, headings = reader.t, reader.act.ctx.settings.roster.headings
    spelled = {str(column): words[0] for column, words in headings.items()}
    where = t.plain("roster-place", sheet=one.sheet, row=one.row) if one.row else ""
    about = f"{t.plain(f'roster-table-{one.table}')} {one.label}"
    return t.plain(f"roster-what-{one.what}"), where, about, " ".join(spelled[column] for column in one.columns)
