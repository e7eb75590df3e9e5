"""Making the model: examples, training, weights and a measurement, in one call."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from records.names import likeness
from records.names.embedding import Embedding, read_model, write_model
from records.names.learning.examples import GROUPS_PACKAGE, NAMES, read_examples
from records.names.learning.measuring import Recall, measure_recall, read_pairs
from records.names.learning.training import STEPS, as_model, train
from records.names.learning.weights import fit_weights
from records.names.likeness import FEATURES
from records.names.name_index import index_of

Numbers = npt.NDArray[Any]
_TOLD_EVERY = 500


def make_model(
    wheel: Path, into: Path, *, seed: int, steps: int = 0, tell: Callable[[str], object] = print
) -> list[str]:
    """Train, write the model, and return lines that tell its weights and its recall.

    The weights are for likeness.py: they are told, and taken over there by hand, with the recall beside them.
    """
    examples = read_examples(wheel)
    tell(f"{len(examples.groups)} groups and {len(examples.surnames)} surnames to learn from.")

    def tell_step(step: int, loss: float) -> None:
        if step % _TOLD_EVERY == 0:
            tell(f"step {step}: {loss:.3f}")

    rows = as_model(train(examples, seed=seed, steps=steps or STEPS, tell=tell_step))
    about = {
        "trained_on": f"{len(examples.groups)} groups of Wikidata names (CC0, through {GROUPS_PACKAGE}, MIT) "
        f"and {len(examples.surnames)} surnames of fixtures/names/surnames.txt",
        "held_back": "every ninth group and surname, for the weights of likeness.py; every name kept for judging",
        "steps": steps or STEPS,
        "seed": seed,
    }
    write_model(into, rows, about)
    forms = (NAMES / "surnames.txt").read_text(encoding="utf-8").split()
    report = []
    for name, embedding in (("with the model", read_model(into)), ("without a model", None)):
        index = index_of(forms, embedding)
        fitted = fit_weights(index, forms, examples, seed)
        report += [f"Weights {name}: {_listed(fitted)}", f"Now in likeness.py: {_listed(_held(embedding))}"]
        report += _lines(name, measure_recall(index, forms, read_pairs()))
    return report


def _held(embedding: Embedding | None) -> Numbers:
    return likeness.PLAIN_WEIGHTS if embedding is None else likeness.LEARNED_WEIGHTS


def _listed(weights: Numbers) -> str:
    return ", ".join(f"{name} {weight:.2f}" for name, weight in zip(FEATURES, np.asarray(weights), strict=True))


def _lines(name: str, recalls: dict[str, Recall]) -> list[str]:
    return [
        f"{name}, {kind}: recall@1 {one.at_1:.3f}, @10 {one.at_10:.3f}, @50 {one.at_50:.3f} of {one.pairs}"
        for kind, one in recalls.items()
    ]
