"""The resolver finds the recorded form among seventy thousand, whatever script and spelling is typed."""

import random
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.names import nearest
from records.names.canonical import MOST_FORMS, canonical_forms, consonants, skeleton
from records.names.embedding import MODEL_FOLDER, DamagedModel, Embedding, letter_groups, read_model, shipped_embedding
from records.names.learning.examples import NAMES, KeptForJudging, usable_groups, usable_surname
from records.names.learning.measuring import ALL, measure_recall, read_pairs
from records.names.learning.variants import WRITERS, misspell
from records.names.likeness import sounds_of
from records.names.name_index import NameIndex

ONE_NAME = [
    ("Szymański", "Шиманский", "Шиманська", "Шыманскі", "Shimansky", "Schymansky", "Szymanskij", "SZYMANSKA"),
    ("Wiśniewski", "Вишневский", "Wishnevsky"),
    ("Dąbrowski", "Домбровский", "Dombrovskaya", "Dombrowsky"),
    ("Krzyżanowski", "Кшижановский", "Кржижановская"),
    ("Chmielewski", "Хмелевский", "Khmelevsky"),
    ("Nowak", "Новак", "Novak", "Nowakowa", "Nowakówna"),
    ("Bielecki", "Белецкий", "Bielecka", "Biletskyj", "Bieletzky"),
]


@cache
def forms() -> list[str]:
    return (NAMES / "surnames.txt").read_text(encoding="utf-8").split()


@cache
def index(*, learned: bool) -> NameIndex:
    return NameIndex(forms(), [sounds_of(form) for form in forms()], embedding=shipped_embedding() if learned else None)


@pytest.mark.parametrize("names", ONE_NAME, ids=lambda names: names[0])
def test_the_spellings_of_one_name_come_near_each_other(names: tuple[str, ...]) -> None:
    first = canonical_forms(names[0])
    coarse = {consonants(form)[:3] for form in first}
    assert all(coarse & {consonants(form)[:3] for form in canonical_forms(name)} for name in names)


@pytest.mark.parametrize(("learned", "whole", "each"), [(True, 0.985, 0.95), (False, 0.96, 0.85)])
def test_the_recorded_form_is_among_the_first_ten(learned: bool, whole: float, each: float) -> None:
    recalls = measure_recall(index(learned=learned), forms(), read_pairs())
    assert recalls[ALL].at_10 >= whole
    assert all(recall.at_10 >= each for recall in recalls.values()), recalls


@pytest.mark.parametrize("learned", [True, False])
def test_the_very_same_name_is_the_closest(learned: bool) -> None:
    for name in random.Random(1).sample(forms(), 100):
        found = index(learned=learned).resolve(name, 20)
        assert name in [forms()[one.position] for one in found[:5]]
        assert [one.closeness for one in found] == sorted((one.closeness for one in found), reverse=True)


def test_groups_around_centres_find_nearly_all_that_a_full_look_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    embedding = shipped_embedding()
    assert embedding is not None
    vectors = embedding.small_vectors(forms())
    everything = nearest.NearestVectors(vectors)
    monkeypatch.setattr(nearest, "_FEW", 1000)
    grouped = nearest.NearestVectors(vectors)
    again = nearest.NearestVectors(vectors)
    kept = []
    for vector in embedding.vectors(random.Random(2).sample(forms(), 60)):
        full, near = everything.nearest(vector, 50)[0], grouped.nearest(vector, 50)[0]
        kept.append(len(np.intersect1d(full, near)) / 50)
        assert np.array_equal(np.sort(near), np.sort(again.nearest(vector, 50)[0]))
    assert sum(kept) / len(kept) > 0.9


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    found = canonical_forms(text)
    assert len(found) <= MOST_FORMS
    assert all(re.fullmatch("[a-zA-Z]+", form) for form in found)
    assert all(skeleton(form) and consonants(form) for form in found)
    index(learned=True).resolve(text, 5)
    index(learned=False).resolve(text, 5)


def test_an_empty_index_finds_nothing() -> None:
    for embedding in (shipped_embedding(), None):
        assert NameIndex([], [], embedding=embedding).resolve("Nowak") == []


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_names_have_the_same_groups_alone_and_together(names: list[str]) -> None:
    groups, starts = letter_groups(names, 1024)
    ends = [*starts[1:], len(groups)]
    for name, start, end in zip(names, starts, ends, strict=True):
        assert sorted(groups[start:end]) == sorted(letter_groups([name], 1024)[0])


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    shutil.copytree(MODEL_FOLDER, tmp_path / "model")
    with (tmp_path / "model" / "surnames.npy").open("r+b") as stream:
        stream.seek(5000)
        stream.write(b"\x01\x02\x03")
    with pytest.raises(DamagedModel, match="train_names"):
        read_model(tmp_path / "model")


def test_nothing_kept_for_judging_is_trained_on() -> None:
    kept = KeptForJudging()
    for _kind, recorded, typed in read_pairs()[:200]:
        assert kept.holds(recorded) and kept.holds(typed)
        assert not list(usable_groups([f"{recorded}, innynazwiskowy, иннай => Q1"], kept))
        assert not usable_surname(recorded, kept)


def test_a_reserved_hash_drops_the_whole_group(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptForJudging()
    monkeypatch.setattr("records.names.learning.examples._digest", lambda form: "f" * 16 if form == "tajny" else "")
    kept._hashes.add("f" * 16)
    assert not list(usable_groups(["jawny, тайный, tajny => Q1"], kept))
    assert list(usable_groups(["jawny, явный => Q1"], kept))


@pytest.mark.parametrize("kind", WRITERS)
def test_every_writer_writes_something_else_now_and_then(kind: str) -> None:
    chance = random.Random(3)
    names = ["wiśniewski", "kądziołka", "nowak", "zaręba", "krzyżanowski"] * 4
    assert any(misspell(name, kind, chance) != name for name in names)


def test_training_learns(tmp_path: Path) -> None:
    pytest.importorskip("scipy", reason="training needs scipy: pip install 'kresy-families[training]'")
    from records.names.learning.examples import Examples
    from records.names.learning.training import as_model, train

    surnames = tuple(name for name in forms()[:400] if len(name) > 4)
    groups = tuple((name, misspell(name, "russian", random.Random(1))) for name in surnames)
    losses: list[float] = []
    rows = train(Examples(groups, surnames, (), ()), seed=1, steps=25, tell=lambda _step, loss: losses.append(loss))
    assert losses[-1] < losses[0] / 2
    near = NameIndex(surnames, [sounds_of(name) for name in surnames], embedding=Embedding(as_model(rows), "trial"))
    assert surnames[near.resolve("шиманский", 5)[0].position].startswith("szyma")


def test_the_names_room_needs_no_scipy() -> None:
    code = "import sys; sys.modules['scipy'] = None; import records.names.name_index"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
