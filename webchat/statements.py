"""Every write, named. The order here is the order inside a commit: what others refer to comes first."""

from dataclasses import dataclass
from enum import Enum

from sqlalchemy import TextClause, text


@dataclass(frozen=True, eq=False, slots=True)
class Write:
    """`once_per`: of several such rows in one commit with the same values there, only the last is written."""

    sql: TextClause
    once_per: tuple[str, ...] = ()


def write(sql: str, *once_per: str) -> Write:
    return Write(text(sql), once_per)


class W(Enum):
    ACCOUNT = write(
        """INSERT INTO accounts VALUES (:id, :bot_id, :first_name, :language_code, 0, 0, 0, NULL, 0, :created_at, NULL)
        ON CONFLICT (id) DO NOTHING"""
    )
    COUNTERS = write("UPDATE accounts SET last_message_id = :message_id, last_seq = :seq WHERE id = :id", "id")
    PROFILE = write(
        """UPDATE accounts SET first_name = :first_name, language_code = :language_code, blocked = :blocked
        WHERE id = :id""",
        "id",
    )
    KEYBOARD = write(
        """UPDATE accounts SET keyboard = :keyboard, keyboard_seq = :seq, keyboard_message_id = :message_id
        WHERE id = :id""",
        "id",
    )
    SESSION = write(
        """INSERT INTO sessions VALUES (:token_hash, :account_id, :created_at)
        ON CONFLICT (token_hash) DO UPDATE SET account_id = excluded.account_id""",
        "token_hash",
    )
    FILE = write(
        """INSERT INTO files VALUES (:file_id, :bot_id, :unique_id, :kind, :content, :digest, :suffix, :size,
        :mime_type, :name)"""
    )
    CHAT_FILE = write(
        "INSERT INTO chat_files VALUES (:chat_id, :unique_id, :file_id) ON CONFLICT (chat_id, unique_id) DO NOTHING"
    )
    FORGET_FILE = write("DELETE FROM files WHERE file_id = :file_id")
    FORGET_CHAT_FILE = write("DELETE FROM chat_files WHERE chat_id = :chat_id AND file_id = :file_id")
    FORGET_RECEIPTS = write("DELETE FROM receipts WHERE chat_id = :chat_id")
    MESSAGE = write("INSERT INTO messages VALUES (:chat_id, :message_id, :seq, :seq, :body)")
    CHANGED = write(
        "UPDATE messages SET seq = :seq, body = :body WHERE chat_id = :chat_id AND message_id = :message_id",
        "chat_id",
        "message_id",
    )
    BOT = write(
        """INSERT INTO bots VALUES (:bot_id, :next_update_id, :settings)
        ON CONFLICT (bot_id) DO UPDATE SET settings = excluded.settings""",
        "bot_id",
    )
    UPDATE = write("INSERT INTO updates VALUES (:bot_id, :update_id, :chat_id, :body)")
    NEXT_UPDATE = write("UPDATE bots SET next_update_id = :next_update_id WHERE bot_id = :bot_id", "bot_id")
    CONFIRM = write("DELETE FROM updates WHERE bot_id = :bot_id AND update_id < :offset", "bot_id")
    DELIVERED = write("DELETE FROM updates WHERE bot_id = :bot_id AND update_id = :update_id")
    COMMANDS = write(
        """INSERT INTO commands VALUES (:bot_id, :scope, :language_code, :body)
        ON CONFLICT (bot_id, scope, language_code) DO UPDATE SET body = excluded.body""",
        "bot_id",
        "scope",
        "language_code",
    )
    CALLBACK = write("INSERT INTO callbacks VALUES (:id, :bot_id, :chat_id, :created_at)")
    ANSWERED = write("DELETE FROM callbacks WHERE id = :id")
    RECEIPT = write("INSERT INTO receipts VALUES (:chat_id, :client_id, :answer, :created_at)")
    OLD_CALLBACKS = write("DELETE FROM callbacks WHERE created_at < :before")
    OLD_RECEIPTS = write("DELETE FROM receipts WHERE created_at < :before")


RANK = {kind: rank for rank, kind in enumerate(W)}
