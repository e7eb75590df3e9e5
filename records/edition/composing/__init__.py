"""From working archive to pages: each module composes one kind of record, a batch at a time.

compose.py finds the right one. A fixed number of queries for a batch, whatever its size. Nothing here decides
what may be seen: it asks privacy/.
"""
