"""Alembic's way in; the connection comes from ``storage.migrate``."""

from alembic import context

from curator_app.models import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
context.run_migrations()
