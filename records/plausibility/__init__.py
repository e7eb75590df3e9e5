"""IS IT LIKELY? The rules P1-P16 as warnings with their rule, never as rejections.

checking.py walks the archive; the rules stand in stage_rules.py, family_rules.py and document_rules.py. May use
every room below privacy.
"""
