"""How the matcher of surnames is trained: the groups it learns from, the misspellings it is shown, the steps.

Pure Python with numpy and scipy; used by one command (train_names), never by the website. Start with training.py.
"""
