"""Secrets: from the environment, else made once and kept beside the data, readable by nobody else."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from adapters.vault import KeyVault, generate_key, parse_keys
from bot.config import ConfigError

KEYS_FILE = "doorstep-keys"
WEBCHAT_TOKEN_FILE = "webchat-token"  # noqa: S105 - a file's name
WEBHOOK_SECRET_FILE = "webhook-secret"  # noqa: S105 - a file's name
WEBCHAT_BOT_ID = 1


@dataclass(frozen=True)
class Secrets:
    """`telegram_token` is None where the house does not serve Telegram."""

    vault: KeyVault
    webchat_token: str
    telegram_token: str | None
    webhook_secret: str


def read(folder: Path, environment: Mapping[str, str] = os.environ) -> Secrets:
    """DOORSTEP_KEYS and BOT_TOKEN as given; what is not given is made at the first start. Whoever loses the keys file
    loses the names and addresses, so it belongs into the backup, apart from the database."""
    keys = environment.get("DOORSTEP_KEYS") or _kept(folder / KEYS_FILE, f"k1:{generate_key()}")
    webchat_token = environment.get("WEBCHAT_BOT_TOKEN") or _kept(
        folder / WEBCHAT_TOKEN_FILE, f"{WEBCHAT_BOT_ID}:{secrets.token_urlsafe(32)}"
    )
    return Secrets(
        vault=KeyVault(parse_keys(keys)),
        webchat_token=webchat_token,
        telegram_token=environment.get("BOT_TOKEN") or None,
        webhook_secret=environment.get("DOORSTEP_WEBHOOK_SECRET")
        or _kept(folder / WEBHOOK_SECRET_FILE, secrets.token_urlsafe(32)),
    )


def _kept(file: Path, made: str) -> str:
    """The file's secret; `made` is written if there is none. Raises ConfigError for an empty file: a secret of no
    letters would let everybody in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = file.read_text(encoding="utf-8").strip()
        if not kept:
            raise ConfigError(f"{file}: is empty; a start was cut short or is under way: if not, remove it") from None
        return kept
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(made + "\n")
    return made
