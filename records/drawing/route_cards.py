"""A journey as a small picture for those who share its page: land, way and stops, without words in any language."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from records.drawing.base_maps import outlines_on, parts_of_borders_on
from records.drawing.route_maps import Halt, Mark, route_map
from records.drawing.sheets import Sheet

# The size that the large networks show, in pixels.
WIDTH, HEIGHT = 1200, 630
_SEA, _LAND, _COAST, _WAY, _PAPER = "#dfe8ec", "#f8f3e6", "#b9ab8c", "#7a1f2b", "#ffffff"
_DOT = 13


def route_card(routes: Sequence[Sequence[Halt]], site: str) -> bytes | None:
    """Return the picture as PNG, with the name of the site in a corner; None where no place is known."""
    drawn = route_map(routes, {}, WIDTH, (HEIGHT,))
    if drawn is None:
        return None
    picture = Image.new("RGB", (WIDTH, HEIGHT), _SEA)
    pen = ImageDraw.Draw(picture)
    _draw_land(pen, drawn.sheet)
    for leg in drawn.legs:
        points = leg.points()
        if leg.known:
            pen.line(points, fill=_WAY, width=6, joint="curve")
        else:
            for place in range(0, len(points) - 1, 2):
                pen.line(points[place : place + 2], fill=_WAY, width=5)
    for mark in drawn.marks:
        _draw_mark(pen, mark)
    pen.rectangle((0, HEIGHT - 64, WIDTH, HEIGHT), fill=_WAY)
    pen.text((36, HEIGHT - 32), site, fill=_PAPER, font=ImageFont.load_default(32), anchor="lm")
    out = io.BytesIO()
    picture.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_land(pen: ImageDraw.ImageDraw, sheet: Sheet) -> None:
    for ring in outlines_on(sheet):
        pen.polygon(ring.ravel().tolist(), fill=_LAND, outline=_COAST)
    for part in parts_of_borders_on(sheet):
        pen.line(part.ravel().tolist(), fill=_COAST, width=1)


def _draw_mark(pen: ImageDraw.ImageDraw, mark: Mark) -> None:
    """Draw a stop as a dot: the numbers belong to the list on the page."""
    pen.ellipse((mark.x - _DOT, mark.y - _DOT, mark.x + _DOT, mark.y + _DOT), fill=_WAY, outline=_LAND, width=4)
