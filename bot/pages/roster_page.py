"""docs/roster.md: for an officer with an Excel file, made from the tables that read it."""

from collections.abc import Iterator

from bot.config import CONFIG, load
from bot.pages.markdown import table
from domain.roster_settings import RosterSettings
from domain.roster_tables import SHAPES, Table
from handlers.roster.roster_books import hint_of
from services.texts import LANGUAGES, Speech, speech

MADE_FROM = "<!-- Made by `make docs`; edit config.yaml (roster) and locales/*/roster_file.ftl instead. -->"


def roster_page() -> str:
    settings = load(CONFIG, {}).roster
    return "\n".join([MADE_FROM, *(line for one in LANGUAGES for line in _section(speech(one), settings))]) + "\n"


def _section(t: Speech, settings: RosterSettings) -> Iterator[str]:
    yield f"# {t.plain('roster-page-title')}"
    yield ""
    yield t.plain("roster-page-about")
    yield ""
    yield f"## {t.plain('roster-template-how')}"
    yield ""
    yield from t.plain("roster-template-lines").splitlines()
    head = tuple(t.plain(f"roster-page-{column}") for column in ("column", "also", "means"))
    for one in Table:
        yield from ("", f"## {t.plain(f'roster-table-{one}')}", "")
        yield t.plain("roster-page-sheet", names="、".join(settings.sheets[one]))
        yield ""
        yield from table(head, _columns(t, settings, one))
    yield ""
    yield f"## {t.plain('roster-page-words')}"
    yield ""
    words = ((t.plain(f"care-{key}"), "、".join(said)) for key, said in settings.categories.items())
    yield from table((t.plain("roster-page-category"), t.plain("roster-page-also")), words)
    yield ""


def _columns(t: Speech, settings: RosterSettings, of: Table) -> Iterator[tuple[str, ...]]:
    shape = SHAPES[of]
    for column in shape.columns:
        first, *others = settings.headings[column]
        yield first, "、".join(others), hint_of(t, of, column, needed=column in shape.needs)
