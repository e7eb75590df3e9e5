"""A 7.0 file as a reader sees it who knows none of our tags."""

from pathlib import Path

from tests.judges.tagged_lines import LINE, read_lines


def stripped(path: Path, folder: Path) -> Path:
    """Write a file without HEAD.SCHMA and without the lines of extensions and all below them."""
    kept: list[str] = []
    left_out: int | None = None
    for line in read_lines(path):
        found = LINE.fullmatch(line)
        assert found
        level, tag = int(found[1]), found[3]
        if left_out is not None and level > left_out:
            continue
        left_out = level if tag.startswith("_") or (level == 1 and tag == "SCHMA") else None
        if left_out is None:
            kept.append(line)
    out = folder / "stripped.ged"
    out.write_text("\n".join(kept) + "\n", encoding="utf-8-sig", newline="")
    return out
