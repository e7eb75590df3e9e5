"""FROM HOME TO EXILE TO NEW HOME: the journey as shared, dated, sourced stages.

stages.py is the vocabulary with its order and bounds; models.py the stage and its travellers; plausibility.py
the rules P1-P16 as warnings. May use people, documents and places.
"""
