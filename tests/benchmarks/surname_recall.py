"""How often the recorded surname is found: python -m tests.benchmarks.surname_recall [--pairs FILE] [--forms FILE]

FILE of pairs: CSV with the columns kind, recorded, typed (as fixtures/names/pairs_dev.csv); FILE of forms: one recorded
form a line, in which the typed ones are sought. Prints recall@1, @10, @50 for each kind, with the model and without.
"""

import argparse
import os
import time
from pathlib import Path

from records.names.embedding import shipped_embedding
from records.names.learning.examples import NAMES
from records.names.learning.measuring import measure_recall, read_pairs
from records.names.name_index import index_of
from tests.benchmarks.search_at_scale import ENVIRONMENT


def main() -> None:
    """Print the table."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--pairs", type=Path, default=NAMES / "pairs_dev.csv")
    words.add_argument("--forms", type=Path, default=NAMES / "surnames.txt")
    asked = words.parse_args()
    os.environ.update(ENVIRONMENT)
    forms = list(dict.fromkeys(asked.forms.read_text(encoding="utf-8").splitlines()))
    pairs = read_pairs(asked.pairs)
    for title, embedding in (("with the model", shipped_embedding()), ("without the model", None)):
        index = index_of(forms, embedding)
        started = time.process_time()
        recalls = measure_recall(index, forms, pairs)
        each = 1000 * (time.process_time() - started) / len(pairs)
        print(f"{title}, {len(pairs)} pairs in {len(forms)} forms, {each:.1f} ms CPU each")
        print("kind | pairs | @1 | @10 | @50")
        for kind, one in recalls.items():
            print(f"{kind} | {one.pairs} | {one.at_1:.3f} | {one.at_10:.3f} | {one.at_50:.3f}")


if __name__ == "__main__":
    main()
