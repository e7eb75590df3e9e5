"""The desk at which lists come in: choose a file, say what it is and what its columns are, look, take it in.

table_desk.py holds the pages, forms.py what is asked, table_jobs.py what a worker does. Who may: see access.py,
"take files in". What is shown of a list in a closed collection is for its members.
"""

from records.admin.tables import table_desk  # noqa: F401
