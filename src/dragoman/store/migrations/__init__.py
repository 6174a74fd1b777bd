"""How the tables came to be, one Alembic revision a change; `dragoman record upgrade` runs those a store lacks."""
