"""The tables, and how an older database becomes today's. Forward only; the version is the number of steps taken.

Flags are integers and times seconds since 1970 so that the same plain SQL serves SQLite and PostgreSQL.
"""

from typing import Final

from sqlalchemy import Connection, text

STEPS: Final[tuple[tuple[str, ...], ...]] = (
    (
        """CREATE TABLE bots (
            bot_id BIGINT PRIMARY KEY, next_update_id BIGINT NOT NULL, settings TEXT NOT NULL)""",
        """CREATE TABLE accounts (
            id BIGINT PRIMARY KEY, bot_id BIGINT NOT NULL, first_name TEXT NOT NULL, language_code TEXT NOT NULL,
            blocked INTEGER NOT NULL, last_message_id BIGINT NOT NULL, last_seq BIGINT NOT NULL,
            keyboard TEXT, keyboard_seq BIGINT NOT NULL, created_at DOUBLE PRECISION NOT NULL)""",
        """CREATE TABLE sessions (
            token_hash TEXT NOT NULL PRIMARY KEY, account_id BIGINT NOT NULL, created_at DOUBLE PRECISION NOT NULL)""",
        # seq is the chat's clock at the message's last change: what a browser missed is `seq > :after`.
        # A deleted message keeps its row with an empty body, so that its number is never used again.
        """CREATE TABLE messages (
            chat_id BIGINT NOT NULL, message_id BIGINT NOT NULL, created_seq BIGINT NOT NULL, seq BIGINT NOT NULL,
            body TEXT NOT NULL, PRIMARY KEY (chat_id, message_id))""",
        "CREATE INDEX messages_by_change ON messages (chat_id, seq)",
        """CREATE TABLE updates (
            bot_id BIGINT NOT NULL, update_id BIGINT NOT NULL, chat_id BIGINT NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (bot_id, update_id))""",
        """CREATE TABLE commands (
            bot_id BIGINT NOT NULL, scope TEXT NOT NULL, language_code TEXT NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (bot_id, scope, language_code))""",
        """CREATE TABLE callbacks (
            id TEXT NOT NULL PRIMARY KEY, bot_id BIGINT NOT NULL, chat_id BIGINT NOT NULL,
            created_at DOUBLE PRECISION NOT NULL)""",
        "CREATE INDEX callbacks_by_age ON callbacks (created_at)",
        """CREATE TABLE receipts (
            chat_id BIGINT NOT NULL, client_id TEXT NOT NULL, answer TEXT NOT NULL,
            created_at DOUBLE PRECISION NOT NULL, PRIMARY KEY (chat_id, client_id))""",
        "CREATE INDEX receipts_by_age ON receipts (created_at)",
        """CREATE TABLE files (
            file_id TEXT NOT NULL PRIMARY KEY, bot_id BIGINT NOT NULL, unique_id TEXT NOT NULL, kind TEXT NOT NULL,
            content TEXT NOT NULL, digest TEXT NOT NULL, suffix TEXT NOT NULL, size BIGINT NOT NULL,
            mime_type TEXT NOT NULL, name TEXT NOT NULL)""",
        """CREATE TABLE chat_files (
            chat_id BIGINT NOT NULL, unique_id TEXT NOT NULL, file_id TEXT NOT NULL,
            PRIMARY KEY (chat_id, unique_id))""",
    ),
    # Which message brought the keyboard: what is written under a ForceReply answers it.
    ("ALTER TABLE accounts ADD COLUMN keyboard_message_id BIGINT",),
)


def version_of(connection: Connection) -> int:
    """How many steps this database has taken."""
    return int(connection.execute(text("SELECT version FROM schema_version")).scalar() or 0)


def upgrade(connection: Connection, until: int = len(STEPS)) -> None:
    """Takes the steps up to `until` that this database has not taken yet, inside the caller's transaction."""
    connection.execute(text("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)"))
    found = connection.execute(text("SELECT version FROM schema_version")).scalar()
    version = int(found or 0)
    if version > len(STEPS):
        raise RuntimeError(f"this database is of version {version}, newer than this webchat ({len(STEPS)})")
    for step in STEPS[version:until]:
        for statement in step:
            connection.execute(text(statement))
    if found is None:
        connection.execute(text("INSERT INTO schema_version VALUES (:version)"), {"version": until})
    elif version < until:
        connection.execute(text("UPDATE schema_version SET version = :version"), {"version": until})
