"""WHO IS WHAT TO WHOM: the lines between two people, and their names in English, Polish and German.

Pure Python and no database: parents by child come in, lines and words go out. A line goes up from somebody to the
nearest common forebears and down to somebody else, by blood, by adoption or by foster care; marriages lengthen it.
"""
