"""THE DEMONSTRATION: invented families in which each kind of thing occurs, loaded from fixtures/demo.

May use every room below privacy. Start with demo_archive.py.
"""
