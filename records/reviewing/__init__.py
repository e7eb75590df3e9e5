"""AGREEING: who accepts what, and what is said in return.

deciding.py holds the acts (accept, give back, withdraw, conclude), came_along.py what a document brought with it,
comparing.py and second_readings.py the second reading of what is hard to read, digest.py the daily letter. What is in
review stands in records/review_queue.py. It uses every room below; the doors at the desk use it.
"""
