"""Which record identifiers a file has used so far, in little memory."""


class SeenXrefs:
    """Remembers identifiers; "@I123@" takes one bit, so that a million people take 125 kB."""

    def __init__(self) -> None:
        self._bits: dict[str, bytearray] = {}
        self._others: set[str] = set()

    def seen_before(self, xref: str) -> bool:
        """Note the identifier and return whether it was noted before."""
        prefix = xref.rstrip("0123456789@")
        digits = xref[len(prefix) : -1]
        if not digits or len(digits) > 7 or "@" in digits or digits[0] == "0" or xref[-1] != "@":
            return self._noted_among_others(xref)
        number = int(digits)
        bits = self._bits.get(prefix)
        if bits is None:
            # A file of many prefixes with few numbers each would waste memory on bits.
            if len(self._bits) >= 100:
                return self._noted_among_others(xref)
            bits = self._bits[prefix] = bytearray()
        place, mask = number >> 3, 1 << (number & 7)
        if place >= len(bits):
            bits.extend(bytes(place + 1 - len(bits)))
        before = bool(bits[place] & mask)
        bits[place] |= mask
        return before

    def _noted_among_others(self, xref: str) -> bool:
        if xref in self._others:
            return True
        self._others.add(xref)
        return False
