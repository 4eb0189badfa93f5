"""The table, printed, as JSON, as a chart, and as a page of the docs."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import matplotlib as mpl
from rich.console import Console
from rich.table import Table

from bench.machine import Machine
from bench.rows import HEADINGS, Notes, Row

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "bench" / "results.json"
PAGE = ROOT / "docs" / "measurements.md"
CHART = ROOT / "docs" / "pictures" / "bench.png"
BEGIN, END = "<!-- written by make bench: begin -->", "<!-- written by make bench: end -->"


def show(console: Console, rows: Sequence[Row], notes: Sequence[Notes]) -> None:
    table = Table(*HEADINGS, title="Speed, cost and scale")
    for row in rows:
        table.add_row(*row.cells, style=None if row.reached else "yellow")
    console.print(table)
    for note in notes:
        beside = Table(*note.headings, title=note.title)
        for line in note.lines:
            beside.add_row(*line)
        console.print(beside)


def keep(rows: Sequence[Row], notes: Sequence[Notes], machine: Machine, day: date, how: str) -> None:
    """`how`: size of the run, how long it took, and what else the machine did."""
    kept = {
        "date": day.isoformat(),
        "machine": asdict(machine),
        "how": how,
        "rows": [row.as_json() for row in rows],
        "notes": [asdict(note) for note in notes],
    }
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    draw(rows, CHART)
    text = "\n".join([f"{day.isoformat()}, {how}. {machine}.", "", *_markdown(rows, notes)])
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def _markdown(rows: Sequence[Row], notes: Sequence[Notes]) -> list[str]:
    lines = _table(HEADINGS, [row.cells for row in rows])
    lines += ["", "![Each row's ratio against its goal](pictures/bench.png)"]
    for note in notes:
        lines += ["", f"**{note.title}**", "", *_table(note.headings, note.lines)]
    return lines


def _table(headings: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    cells = [headings, ["---"] * len(headings), *lines]
    return ["| " + " | ".join(line) + " |" for line in cells]


def draw(rows: Sequence[Row], file: Path) -> None:
    """How far each row is beyond its goal (right of the line) or short of it, with its spread."""
    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(9, 0.5 * len(rows) + 1.2), layout="constrained")
    for place, row in enumerate(reversed(rows)):
        low, middle, high = sorted(_beyond(row, ratio) for ratio in (*row.spread, row.ratio))
        axes.barh(place, middle, color="#2a7f62" if row.reached else "#c8553d", height=0.6)
        axes.plot([low, high], [place, place], color="black", linewidth=1)
    axes.axvline(1, color="black", linestyle="--", linewidth=1)
    axes.set_xscale("log")
    axes.set_yticks(
        range(len(rows)), [f"{row.measure}: {row.ours_name}\nagainst {row.theirs_name}" for row in reversed(rows)]
    )
    axes.tick_params(axis="y", labelsize=7)
    axes.set_xlabel("goal = 1; further right is better")
    figure.savefig(file, dpi=110)
    pyplot.close(figure)


def _beyond(row: Row, ratio: float) -> float:
    return ratio / row.goal.ratio if row.goal.at_least else row.goal.ratio / ratio
