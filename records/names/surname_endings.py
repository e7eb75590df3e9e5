"""Endings of surnames, and the heads of family they may lead to: wives, daughters, plurals, neighbours' languages."""

import re
from collections.abc import Iterator
from functools import cache

from records.fixture_files import fixture_rows
from records.names.folding import fold

# Forms of the adjectival surnames; each ending is met at most once, the longest first.
_ADJECTIVAL = {
    "ski": ("ska", "scy", "ską", "skich", "skiego", "skiej", "skiemu", "skie", "sky", "skij", "skii", "skiy",
            "skyy", "skaja", "skaya", "skaia", "skyj", "ský", "ská", "skis", "skienė", "skiene", "skytė", "skyte",
            "skaitė", "skaite", "skas", "skius"),
    "cki": ("cka", "ccy", "cką", "ckich", "ckiego", "ckiej", "ckie", "cky", "tsky", "tski", "tskaya", "tskaja", "tskiy",
            "tskii", "ckaja", "ckaya", "ckij", "tzki", "tzky", "zky", "cký", "cká", "ckis", "ckas", "ckienė", "ckiene",
            "ckaitė", "ckaite", "tskij"),
    "dzki": ("dzka", "dzcy", "dzką", "dzkich", "dzkiego", "dzkiej", "dzky", "dsky", "dzkaja"),
    "owski": ("auskas", "auskienė", "auskiene", "auskaitė", "auskaite"),
    "iński": ("inskas", "inskienė", "inskiene", "inskaitė", "inskaite"),
    "wicz": ("vitch", "vich", "witsch", "witz", "vicz", "vics", "vits", "vič", "vičs", "viç", "wiczowa", "wiczówna",
             "wiczowna", "wiczowie", "witch", "wich"),
    "owicz": ("avičius", "avicius", "avičienė", "aviciene", "avičiūtė", "aviciute"),
    "ewicz": ("evičius", "evicius", "evičienė", "eviciene", "evičiūtė", "eviciute"),
}  # fmt: skip
_BY_ENDING = {ending: head for head, endings in _ADJECTIVAL.items() for ending in endings}
_LONGEST = max(map(len, _BY_ENDING))
_ADJECTIVES = (
    "biały mały nowy stary młody zielony czerwony siwy łysy gruby cichy suchy dobry bogaty krzywy święty tłusty ostry "
    "szary żywy wysoki głęboki szeroki daleki wielki gładki słodki cienki krótki niski miły pusty twardy czysty "
    "chudy rudy ślepy chromy goły cały zły mądry chytry szczery złoty dziki"
)
_BY_FEMININE = {fold(re.sub("i$", "", word).removesuffix("y") + "a"): word for word in _ADJECTIVES.split()}

_VOWELS = "aeiouyąęó"
# The consonant before -ina, -yna, -anka, -icha and what it was before it softened.
_SOFTENED = (
    ("szcz", "szk"), ("rz", "r"), ("cz", "k"), ("sz", "ch"), ("dz", "d"), ("ż", "g"), ("z", "z"), ("c", "t"),
    ("l", "ł"),
)  # fmt: skip
_MARRIED = re.compile(r"(?:owa|ova|ewa|ówna|owna|ovna|ewna|owie)$")
_OF_VOWEL_NOUN = re.compile(r"(?:in|yn)a$|i?anka$|[iy]cha$")
# -zyna is -żyna without its dot: after z stands -ina.
_SURE = re.compile(r"(?:rz|cz|sz|ż|dz|[bp])(?:[iy]na|i?anka|[iy]cha)$|[lł][iy]cha$|zyna$")
_LITHUANIAN = re.compile(r"(ienė|iene|aitė|aite|ytė|yte|iūtė|iute|ūtė|utė)$")
_LITHUANIAN_HEADS = {"a": ("as", "is", "ys", ""), "y": ("is", "ys", ""), "u": ("us", "ius", "")}
_SHORTEST_SURE = 7


@cache
def _nouns() -> frozenset[str]:
    """Return the surnames that are nouns of their own, although they end like a wife's or a daughter's name: Sowa."""
    return frozenset(fold(row["surname"]) for row in fixture_rows("names", "noun_surnames.csv"))


def adjectival_head(word: str) -> str:
    """Return the masculine form of an adjectival surname or of one in -wicz; empty for any other surname."""
    if fold(word) in _nouns():
        return ""
    for length in range(min(_LONGEST, len(word) - 2), 2, -1):
        head = _BY_ENDING.get(word[-length:])
        if head is not None:
            stem = word[:-length]
            return stem + ("i" if head == "ewicz" and stem.endswith(("k", "g")) else "") + head
    if fold(word) in _BY_FEMININE:
        return _BY_FEMININE[fold(word)]
    adjective = word.endswith(("na", "ną")) and len(word) > 4 and word[-3] not in _VOWELS
    adjective = adjective and not re.search("[óoe]wna$", word)
    return word[:-1] + "y" if adjective else ""


def noun_heads(word: str, cyrillic: bool = False) -> Iterator[str]:
    """Yield the heads of family that a wife's, daughter's or plural form may belong to, likeliest first.

    The word itself is among them where it may be a surname of its own.
    """
    married = _MARRIED.search(word)
    if fold(word) in _nouns() or len(word) < 5:
        yield word
    elif married and len(word) - len(married.group()) > 2:
        yield from _married_heads(word, married.group(), cyrillic)
    elif _OF_VOWEL_NOUN.search(word):
        yield from _vowel_noun_heads(word, cyrillic)
    elif len(word) >= _SHORTEST_SURE and (lithuanian := _LITHUANIAN.search(word)):
        stem, ending = word[: lithuanian.start()], lithuanian.group()
        kind = "y" if ending[0] == "i" and ending[1] == "e" and stem.endswith(("ait", "yt", "ut")) else ending[0]
        yield from (stem + masculine for masculine in _LITHUANIAN_HEADS.get(kind, ("as", "is", "ys", "us", "")))
        yield word
    else:
        yield word


def _married_heads(word: str, ending: str, cyrillic: bool) -> Iterator[str]:
    stem = word.removesuffix(ending)
    russian = [stem + "ow"] if ending in ("owa", "ova") else [stem + "ew"] if ending == "ewa" else []
    # A Russian -ова is the wife of Nowak where the stem is a Polish noun's, but of Iwanow elsewhere.
    if cyrillic and russian and not re.search(r"(?:ak|ek|ik|yk|uk|ka|sz|rz|cz|[lń])$", stem):
        yield from russian
    yield from _stem_heads(stem)
    yield from russian
    if ending in ("owa", "ewa"):
        yield stem + ending[:-1] + "y"


def _vowel_noun_heads(word: str, cyrillic: bool) -> Iterator[str]:
    sure = len(word) >= _SHORTEST_SURE and _SURE.search(word) is not None and not cyrillic
    if not sure:
        if cyrillic and word.endswith(("ina", "yna")):
            yield word[:-1]
        yield word
    ending = re.search(r"[iy]na$|anka$|[iy]cha$", word)
    stem = word[: ending.start()] if ending else word
    stem = stem.removesuffix("i")
    if word.endswith("zyna") and not word.endswith(("rzyna", "czyna", "szyna", "dzyna")):
        stem = stem[:-1] + "ż"
    was = next(((new, old) for new, old in _SOFTENED if stem.endswith(new)), ("", ""))
    hard = stem.removesuffix(was[0]) + was[1]
    if word.endswith("cha"):
        yield from _stem_heads(hard if was[0] == "cz" else stem)
    elif was[0] == "ż":
        yield from (hard, hard + "a", stem[:-1] + "ha", stem + "a")
    else:
        yield from (hard + "a", stem + "a")
    if not cyrillic and word.endswith("a") and not word.endswith(("anka", "cha")):
        yield word[:-1]
    if sure:
        yield word


def _stem_heads(stem: str) -> Iterator[str]:
    """Yield what a stem before -owa, -ówna, -owie was alone: Dudk- Dudek, Gołębi- Gołąb, Matejk- Matejko."""
    soft = stem.endswith("i") and len(stem) > 2
    hard = stem[:-1] if soft else stem
    restored = _with_fleeting_vowel(hard, soft)
    keeps = re.search(r"(?:lk|tr|br|gr|rl|nc|szewc)$", hard)
    if restored and not keeps:
        yield from restored
    if not restored or keeps or not re.search(f"[^{_VOWELS}][łlnr]$", hard):
        yield hard
    if restored and keeps:
        yield from restored
    yield from (hard + "a", hard + "o")


def _with_fleeting_vowel(stem: str, soft: bool) -> tuple[str, ...]:
    """Return the stem with the vowel that its endings drove out, and with ą for the ę they brought."""
    if re.search("[eę]b$", stem) and (soft or len(stem) < 5):
        return (stem[:-2] + "ąb",)
    if len(stem) < 3 or stem[-2] in _VOWELS:
        return ()
    start, before, last = stem[:-2], stem[-2], stem[-1]
    if last == "k":
        return (start + before + "ek",)
    if last == "c":
        return (start + {"r": "rz", "ń": "ni"}.get(before, before + "i") + "ec",)
    if last == "ł":
        softened = {"t": "ci", "r": "rz", "d": "dzi"}.get(before, before + "i" if before in "zs" else before)
        vowels = ("oł", "eł") if before in "zst" else ("eł",)
        return (*(start + softened + vowel for vowel in vowels), start + before + "eł")
    if last == "l" and before in "bpdtgkwzsmch":
        return (start + before + "el",)
    if last == "r" and before in "dtbgk":
        return (start + before + "er",)
    if last == "n" and soft:
        return (start + {"t": "ci", "d": "dzi", "ś": "si", "r": "rzi"}.get(before, before + "i") + "eń",)
    return ()
