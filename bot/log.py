"""Logs: one JSON object a line, with ids only. What a person wrote, is called or sent is never in them."""

import json
import logging
from datetime import UTC, datetime

STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
# These write addresses, and so tokens, at their chattier levels.
QUIET = ("httpx", "httpcore", "aiogram", "telegram", "apscheduler", "aiohttp.access", "sqlalchemy", "alembic")


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **{key: value for key, value in vars(record).items() if key not in STANDARD},
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["where"] = self._where(record)
        return json.dumps(line, ensure_ascii=False, default=str)

    @staticmethod
    def _where(record: logging.LogRecord) -> list[str]:
        """File and line of the frames, without the exception's text, which may quote what a person wrote."""
        trace = record.exc_info[2] if record.exc_info else None
        frames = []
        while trace is not None:
            frames.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
            trace = trace.tb_next
        return frames[-12:]


def configure(level: int = logging.INFO) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
