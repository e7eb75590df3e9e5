"""The door for programs: searching, people and places of the published edition as JSON, below /api/v1/.

Like the website it sees only the edition, so it can show nothing private; it reads and never writes.
Start with routes.py; access.py says who may use what.
"""
