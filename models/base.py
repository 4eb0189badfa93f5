"""What all tables share: the base, ids, UTC moments, JSON, and `Sealed`, the type of encrypted columns."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, cast

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, LargeBinary, MetaData, Table
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass
from sqlalchemy.types import TypeDecorator

# SQLite counts rows by itself only for a column declared plain INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")
Json = JSON().with_variant(JSONB, "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC, also where the database forgets zones (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Sealed:
    """Personal data as the database holds it. Only `ctx.vault.open` reads it; printing shows nothing."""

    token: bytes

    def __repr__(self) -> str:
        return "Sealed(…)"


class SealedText(TypeDecorator[Sealed]):
    """A column of sealed personal data."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Sealed | None, dialect: Dialect) -> bytes | None:
        return None if value is None else value.token

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Sealed | None:
        return None if value is None else Sealed(value)


def bound_to(pattern: str) -> dict[str, str]:
    """`mapped_column(info=bound_to("person:{id}:name"))`: what a sealed column's values are bound to, from the columns
    of their row. Keys are rotated by it."""
    return {"bound_to": pattern}


def index_of(column: str) -> dict[str, str]:
    """`mapped_column(info=index_of("phone"))`: the blind index of a sealed column of the same row."""
    return {"index_of": column}


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """All tables. Rows are made by keyword; mypy checks that nothing needed is missing."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        Sealed: SealedText(),
        dict[str, Any]: Json,
        list[Any]: Json,
    }


def bare(table: type[Base]) -> Table:
    """The table without its objects, for statements that are run at every update: the session's care for objects costs
    more than such a statement."""
    return cast(Table, table.__table__)
