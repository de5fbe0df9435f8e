"""The clock time of publication is kept with a document; links are worked out when asked, so their table goes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("documents", sa.Column("clock", sa.String(8)))
    op.drop_table("links")
