"""The edition's migrations, driven by Alembic. Named by a number and a sentence."""
