"""A Polish name in every encoding and under every label that old programs put on it."""

import codecs
import unicodedata
from pathlib import Path

import ansel
import pytest
from gedcom_trees import codes, read

from records.gedcom.charset_preview import charset_samples
from records.gedcom.problems import GedcomError

ansel.register()
NAME = "Łukasz Zażółć-Gęślą /Święcicki-Jaźń/"

# (how the bytes are made, what the header says, a mark before them, what must be detected)
MATRIX = [
    ("utf-8", "UTF-8", b"", "UTF-8"),
    ("utf-8", "UTF-8", codecs.BOM_UTF8, "UTF-8"),
    ("utf-8", "ANSEL", b"", "UTF-8"),
    ("utf-8", "ANSI", b"", "UTF-8"),
    ("utf-8", "", b"", "UTF-8"),
    ("utf-16-le", "UNICODE", codecs.BOM_UTF16_LE, "UTF-16LE"),
    ("utf-16-be", "UNICODE", codecs.BOM_UTF16_BE, "UTF-16BE"),
    ("utf-16-le", "UNICODE", b"", "UTF-16LE"),
    ("utf-16-be", "UNICODE", b"", "UTF-16BE"),
    ("cp1250", "ANSI", b"", "CP1250"),
    ("cp1250", "WINDOWS-1250", b"", "CP1250"),
    ("cp1250", "UTF-8", b"", "CP1250"),
    ("cp1250", "", b"", "CP1250"),
    ("iso8859-2", "ISO-8859-2", b"", "ISO8859-2"),
    ("iso8859-2", "ANSI", b"", "ISO8859-2"),
    ("cp852", "IBMPC", b"", "CP852"),
    ("cp852", "CP852", b"", "CP852"),
    ("gedcom", "ANSEL", b"", "ANSEL"),
    ("mac_latin2", "MACINTOSH", b"", "MAC_LATIN2"),
]


def polish_file(label: str, name: str = NAME) -> str:
    char = f"1 CHAR {label}\r\n" if label else ""
    return f"0 HEAD\r\n1 GEDC\r\n2 VERS 5.5.1\r\n{char}0 @I1@ INDI\r\n1 NAME {name}\r\n0 TRLR\r\n"


@pytest.mark.parametrize(("codec", "label", "mark", "detected"), MATRIX)
def test_a_polish_name_is_read(tmp_path: Path, codec: str, label: str, mark: bytes, detected: str) -> None:
    text = polish_file(label)
    if codec == "gedcom":
        text = unicodedata.normalize("NFD", text)
    reader, records = read(tmp_path, mark + text.encode(codec))
    assert records[0].text("NAME") == NAME
    assert reader.charset.name == detected
    assert reader.charset.reason
    assert codes(reader) == []


@pytest.mark.parametrize(
    ("codec", "label", "name"),
    [
        ("cp1252", "ANSI", "Søren /Brøderbund/"),
        ("cp1252", "ANSI", "María /Núñez de la Coruña/"),
        ("cp1251", "ANSI", "Ян /Ковальский/"),
        ("cp866", "IBMPC", "Ян /Ковальский/"),
        ("cp437", "IBMPC", "Jürgen /Müller/"),
    ],
)
def test_neighbours_keep_their_letters(tmp_path: Path, codec: str, label: str, name: str) -> None:
    _, records = read(tmp_path, polish_file(label, name).encode(codec))
    assert records[0].text("NAME") == name


def test_the_archivist_may_overrule(tmp_path: Path) -> None:
    data = polish_file("ANSEL").encode("cp1250")
    reader, records = read(tmp_path, data, charset="windows-1250")
    assert records[0].text("NAME") == NAME
    assert "chosen" in reader.charset.reason
    with pytest.raises(GedcomError, match="not known"):
        read(tmp_path, data, charset="klingon")


@pytest.mark.parametrize(("codec", "label"), [("utf-8", "UTF-8"), ("gedcom", "ANSEL")])
def test_a_letter_cut_by_conc_is_joined(tmp_path: Path, codec: str, label: str) -> None:
    note = "zesłańcy z Jaźwin"
    text = unicodedata.normalize("NFD", note) if codec == "gedcom" else note
    encoded = text.encode(codec)
    place = next(at for at, byte in enumerate(encoded) if byte >= 0xC3) + 1
    line = b"1 NOTE " + encoded[:place] + b"\n2 CONC " + encoded[place:]
    head = f"0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR {label}\n0 @I1@ INDI\n".encode()
    reader, records = read(tmp_path, head + line + b"\n1 NOTE " + text.encode(codec) * 3 + b"\n0 TRLR\n")
    assert records[0].text("NOTE") == note
    assert codes(reader) == []


def test_damaged_letters_in_a_utf8_file_are_guessed_and_reported(tmp_path: Path) -> None:
    text = polish_file("UTF-8").encode() * 5
    reader, records = read(tmp_path, text + "0 @I2@ INDI\r\n1 NAME Wałęsa\r\n0 TRLR\r\n".encode("cp1250"))
    assert reader.charset.name == "UTF-8"
    assert records[-1].text("NAME") == "Wałęsa"
    assert codes(reader).count("undecodable") == 1


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_cut_inside_a_letter_is_refused(tmp_path: Path, codec: str) -> None:
    whole = polish_file("UTF-8") + "1 NOTE ż"
    with pytest.raises(GedcomError, match="middle of a letter"):
        read(tmp_path, whole.encode(codec)[:-1])


@pytest.mark.parametrize(("codec", "label", "mark", "detected"), MATRIX)
def test_the_choice_is_shown_with_names(tmp_path: Path, codec: str, label: str, mark: bytes, detected: str) -> None:
    text = unicodedata.normalize("NFD", polish_file(label)) if codec == "gedcom" else polish_file(label)
    path = tmp_path / "tree.ged"
    path.write_bytes(mark + text.encode(codec))
    (chosen, names), *others = charset_samples(path)
    assert (chosen.name, names) == (detected, [NAME])
    assert bool(others) == (not detected.startswith("UTF"))
    assert all(other.name in chosen.alternatives and wrong != names for other, wrong in others)


def test_each_alternative_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "tree.ged"
    path.write_bytes(polish_file("ANSEL").encode("cp1250"))
    previews = dict((charset.name, names) for charset, names in charset_samples(path))
    assert next(iter(previews)) == "ANSEL"
    assert previews["CP1250"] == [NAME]
    reader, records = read(tmp_path, path.read_bytes(), charset="CP1250")
    assert records[0].text("NAME") == NAME
    assert "ANSEL" in reader.charset.alternatives


def test_places_are_shown_where_no_name_has_such_letters(tmp_path: Path) -> None:
    path = tmp_path / "tree.ged"
    path.write_bytes(polish_file("ANSI", "Jan /Nowak/\r\n1 BIRT\r\n2 PLAC Łódź").encode("cp1250"))
    assert charset_samples(path)[0][1] == ["Łódź"]
    path.write_bytes(polish_file("ANSI", "Jan /Nowak/").encode("cp1250"))
    assert [names for _, names in charset_samples(path)] == [[]]
