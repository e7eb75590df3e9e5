"""A volunteer's browser before the screen "Transcribe a document", and a counter of what the volunteer does."""

import io
from dataclasses import dataclass, field

import pytest
from PIL import Image

WORKING = ("console error", "page error")


def scan(ending: str = "JPEG", pages: int = 1) -> bytes:
    """Return an invented scan of so many pages."""
    first, *others = (Image.new("L", (300, 420), 200 - 20 * number) for number in range(pages))
    stream = io.BytesIO()
    first.save(stream, ending, **({"save_all": True, "append_images": others} if pages > 1 else {}))
    return stream.getvalue()


def file_of(name: str = "scan.jpg", mime: str = "image/jpeg", content: bytes = b"") -> dict:
    """Return a file as Playwright hands it to a page."""
    return {"name": name, "mimeType": mime, "buffer": content or scan()}


def expect(locator):
    """Return what waits until an element is as it must be, as long as a page is waited for; no word of script."""
    return pytest.importorskip("playwright.sync_api").expect(locator)


@dataclass
class Volunteer:
    """Types and presses keys, and counts: interactions are keys other than letters, and choices of a file."""

    page: object
    interactions: int = 0
    letters: int = 0
    pressed: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.interactions += 1
            self.pressed.append(key)

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)
        self.letters += len(text)

    def choose_file(self, key: str, file: dict) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.press(key)
        chooser.value.set_files(file)
        self.interactions += 1

    def at(self) -> str:
        """Return the name of the field one stands in."""
        return self.page.evaluate(
            "document.activeElement.name || document.activeElement.id || document.activeElement.tagName"
        )
