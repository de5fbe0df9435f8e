"""Entry point of alembic: runs the steps on the connection that `musnad.ledger.engine` hands over."""

from alembic import context

from musnad.ledger.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
