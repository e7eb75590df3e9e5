"""THE PUBLISHED EDITION: a separate database that holds only what its audience may see. SQLAlchemy lives here.

tables.py is the schema, composing/ makes pages from the archive, publishing.py and rebuilding.py write them,
queries.py and search.py answer the website. Only composing/ and the two writers know the working archive.
"""
