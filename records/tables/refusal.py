"""Why a file cannot be read as a table: a sentence for whoever sent it."""


class TableRefused(ValueError):
    """A file that cannot be taken in as a list; its text is a sentence for the volunteer."""
