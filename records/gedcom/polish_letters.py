"""Guessing the code page of a file that hides it: which reading looks like names of people?

Polish programs of the 1990s wrote cp1250 and called it ANSI, or cp852 and called it IBMPC. The
letters decide: wrong readings put signs such as "³" or "╛" and capitals into the middle of words.
"""

POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
# Letters of neighbours that stand in Polish files too: German, Czech, Hungarian, French, Scandinavian.
EUROPEAN = frozenset("äöüßÄÖÜáéíúýčďěňřšťžÁÉÍÚÝČĎĚŇŘŠŤŽőűŐŰàâçèêëîïôùûœæøåñÀÂÇÈÊËÎÏÔÙÛŒÆØÅÑãõòì")
PUNCTUATION = frozenset("„”“‚‘’–—…«»§°£€\xa0")
# Pairs that Polish spells often and that tell Polish letters from Western ones on the same byte.
POLISH_PAIRS_WORDS = """
    ał ła ło łu ły łe ół ów óz ór ró śc śl św śm aś oś eś iś ść ąc ąd ąk ąz ąg ią zą ją ęc ęd ęk ęs
    ęt ęz ię ję zę ńs ńc ńk eń oń ań iń ży że ża rż eż oż źn dź ać eć ić yć ćm óź aź eź
"""
POLISH_PAIRS = frozenset(POLISH_PAIRS_WORDS.split())
WESTERN_PAIRS_WORDS = """
    ño ña ñe ñi êt êm tê rê åk ås år gå på æn ær sø ør øn èr ès ère ée él éd ça çã ão rø ød øb
"""
WESTERN_PAIRS = frozenset(WESTERN_PAIRS_WORDS.split())


def best_codec(codecs: tuple[str, ...], samples: list[bytes]) -> str:
    """Return the codec whose reading of the samples looks most like names; the first wins a draw."""
    return max(codecs, key=lambda codec: (score(codec, samples), -codecs.index(codec)))


def score(codec: str, samples: list[bytes]) -> float:
    """Return how much the samples, read with the codec, look like European words."""
    return sum(_score_line(line.decode(codec, "replace")) for line in samples)


def _score_line(line: str) -> float:
    total = 0.0
    padded = f" {line} "
    for place, sign in enumerate(padded):
        if sign > "\x7f":
            total += _score_sign(padded[place - 1], sign, padded[place + 1])
    return total


def _score_sign(before: str, sign: str, after: str) -> float:
    in_word = before.isalpha() or after.isalpha()
    if sign <= "\x9f" or sign == "\ufffd":
        # No code page that was meant has a control character or nothing at this place.
        return -5.0
    if not sign.isalpha():
        if sign in PUNCTUATION:
            return 0.2
        return -3.0 if in_word else -0.5
    if (sign.isupper() and before.islower()) or before.isdigit() or after.isdigit():
        return -2.0
    if sign.islower() and before.isupper() and after.isupper():
        return -1.0
    if _is_cyrillic(sign):
        return 1.0 if all(_is_cyrillic(near) or not near.isalpha() for near in (before, after)) else -2.0
    if all(near > "\x7f" and near.isalpha() for near in (before, after)):
        # Latin words mix their accents with plain letters; three in a row are another script misread.
        return -1.0
    total = 1.0 if sign in POLISH else 0.6 if sign in EUROPEAN else -0.5
    pairs = (before + sign, sign + after)
    if any(pair.lower() in POLISH_PAIRS for pair in pairs):
        total += 1.0
    if any(pair.lower() in WESTERN_PAIRS for pair in pairs):
        total += 1.0
    return total


def _is_cyrillic(sign: str) -> bool:
    return "\u0400" <= sign <= "\u052f"
