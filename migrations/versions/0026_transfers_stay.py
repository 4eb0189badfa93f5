"""A transfer of points is never edited and never deleted: the database itself refuses, whoever asks.

SQLite forgets a table's triggers when a batch builds it anew: whoever changes points_transfer so makes them again."""

from alembic import op

revision = "0026"
down_revision = "0025"

SAYS = "points transfers stay as they are: reverse one by another"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER points_transfer_no_{verb.lower()} BEFORE {verb} ON points_transfer "
                f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION points_transfer_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER points_transfer_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON points_transfer "
        "FOR EACH STATEMENT EXECUTE FUNCTION points_transfer_stays()"
    )
