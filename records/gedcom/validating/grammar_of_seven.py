"""The grammar of GEDCOM 7.0: what may stand where is told by the tables of `gedcom7`, how often by ours."""

from functools import cache

from gedcom7 import const

from records.fixture_files import fixture_rows
from records.gedcom.validating import payloads
from records.gedcom.validating.date_payloads import exact_date, seven_date, seven_period
from records.gedcom.validating.rules import Grammar, PayloadCheck, Rule, add_part

TERMS = "https://gedcom.io/terms/v7/"
HEAD = "HEAD pseudostructure"
CHECKS: dict[str, PayloadCheck] = {
    "Y|<NULL>": payloads.yes_or_nothing,
    "http://www.w3.org/2001/XMLSchema#nonNegativeInteger": payloads.number,
    "http://www.w3.org/2001/XMLSchema#Language": payloads.language,
    "http://www.w3.org/2001/XMLSchema#anyURI": payloads.uri,
    "http://www.w3.org/ns/dcat#mediaType": payloads.media_type,
    TERMS + "type-Date": seven_date,
    TERMS + "type-Date#exact": exact_date,
    TERMS + "type-Date#period": seven_period,
    TERMS + "type-FilePath": payloads.file_path,
    TERMS + "type-Name": payloads.name,
    TERMS + "type-Age": payloads.seven_age,
    TERMS + "type-Latitude": payloads.latitude,
    TERMS + "type-Longitude": payloads.longitude,
    TERMS + "type-TagDef": payloads.tag_definition,
    TERMS + "type-Time": payloads.time,
}
# The other record must answer these pointers: a child names its family, and the family its child.
ROLES = {"INDI-FAMC": "child", "CHIL": "child", "FAMS": "spouse", "FAM-HUSB": "spouse", "FAM-WIFE": "spouse"}
Bounds = dict[tuple[str, str], tuple[int, int]]


@cache
def grammar_of_seven() -> Grammar:
    """Return the grammar of GEDCOM 7.0."""
    rules: dict[str, Rule] = {}
    checks, bounds = _set_checks(), _bounds()
    for address in const.payloads:
        rules[address] = _rule(address, checks)
    for address in const.substructures:
        rules.setdefault(address, _rule(address, checks))
    for address, parts in const.substructures.items():
        for tag, below in parts.items():
            rule = rules.setdefault(below, _rule(below, checks))
            add_part(rules[address], tag, rule, *_bounds_of(tag, _short(address), bounds))
    records = {tag: rules[address] for tag, address in const.substructures[""].items()}
    records |= {"HEAD": rules[HEAD], "TRLR": Rule("TRLR", payloads.no_words, {""})}
    return Grammar("7.0", records, r"@[A-Z0-9_]+@", xrefs_required=False, void_allowed=True)


def _rule(address: str, checks: dict[str, PayloadCheck]) -> Rule:
    name, payload = _short(address), const.payloads.get(address)
    if payload and payload.startswith("@<"):
        return Rule(name, points_to=_short(payload.strip("@<>")).removeprefix("record-"), role=ROLES.get(name, ""))
    if not payload:
        return Rule(name, payloads.no_words, {""})
    check = payloads.uuid if name == "UID" else checks.get(name) or CHECKS.get(payload)
    return Rule(name, check)


def _short(address: str) -> str:
    return "HEAD" if address == HEAD else address.removeprefix(TERMS)


@cache
def sets_of_seven() -> dict[str, frozenset[str]]:
    """Return the values of each structure whose payload is one of a set, and EVENTS and ATTRIBUTES."""
    return {row["structure"]: frozenset(row["values"].split()) for row in fixture_rows("gedcom", "sets_7_0.csv")}


def _set_checks() -> dict[str, PayloadCheck]:
    """Return the check of each structure whose payload is one of a set."""
    sets = dict(sets_of_seven())
    events = sets.pop("EVENTS")
    checks: dict[str, PayloadCheck] = {name: payloads.one_of(values) for name, values in sets.items()}
    checks["FAMC-ADOP"] = checks.pop("ADOP")
    checks["RESN"] = payloads.some_of(sets["RESN"])
    checks["NO"] = payloads.one_of(events - {"EVEN"})
    checks["SOUR-EVEN"] = payloads.one_of(events | sets["ATTRIBUTES"])
    checks["DATA-EVEN"] = payloads.some_of(events | sets["ATTRIBUTES"])
    return checks


def _bounds() -> Bounds:
    bounds = {}
    for row in fixture_rows("gedcom", "cardinalities_7_0.csv"):
        for tag in row["tags"].split():
            for above in row["above"].split() or [""]:
                bounds[tag, above] = int(row["least"]), int(row["most"])
    return bounds


def _bounds_of(tag: str, above: str, bounds: Bounds) -> tuple[int, int]:
    """Return how often a tag stands below a structure: (at least, at most), 0 being no limit."""
    found = bounds.get((tag, above)) or bounds.get((tag, ""))
    if found:
        return found
    # Events and attributes of people and families may come again and again.
    events = above in ("record-INDI", "record-FAM") and tag not in ("RESN", "SEX", "CHAN", "CREA", "HUSB", "WIFE")
    return (0, 0) if events else (0, 1)
