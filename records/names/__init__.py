"""ONE NAME, MANY SPELLINGS. Pure Python: folding, transliteration, gendered surnames, given-name sets, keys.

The recorded form is never changed; these functions make the keys by which forms meet. Start with comparing.py.
"""
