"""The daily letter: what waits for whom, in numbers and addresses. No name of a record is in it, subject included."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.contributions.models import Contribution
from records.documents.unseen import ALL_SEEN, Unseen
from records.reviewing.models import LetterWish, SentLetter
from records.reviewing.queries import (
    LineAsked,
    contradictions,
    line,
    returned_remarks,
    to_read_again,
    to_settle,
    with_claims,
)

_MOST = 100


@dataclass(frozen=True, slots=True)
class Reader:
    """What decides what stands in someone's letter; ``unseen`` are the documents they may not see."""

    user: User
    publishes: bool
    transcribes: bool
    answers_readers: bool
    unseen: Unseen = ALL_SEEN


@dataclass(frozen=True, slots=True)
class Line:
    """One line: so much of something, and where at the desk it is."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Paths:
    """Where at the desk each thing is."""

    line: str
    read_again: str
    settle: str
    contradictions: str
    messages: str
    letter: str
    desk: str


def lines_for(reader: Reader, day: date, paths: Paths) -> list[Line]:
    """Return what waits for someone, in the language that is active; seven bounded queries at most."""
    found: list[tuple[int, Callable[[int], str], str]] = [
        (
            _bounded(returned_remarks(reader.user, _MOST)),
            lambda n: ngettext("%s record was given back to you.", "%s records were given back to you.", n),
            paths.desk,
        )
    ]
    if reader.transcribes:
        found.append(
            (
                _bounded(to_read_again(reader.unseen).exclude(sent_by=reader.user)),
                lambda n: ngettext(
                    "%s document waits to be read a second time.", "%s documents wait to be read a second time.", n
                ),
                paths.read_again,
            )
        )
    if reader.publishes:
        found += _for_reviewers(reader, day, paths)
    if reader.answers_readers:
        found.append(
            (
                _bounded(Contribution.objects.filter(state="new")),
                lambda n: ngettext("%s message from a reader is new.", "%s messages from readers are new.", n),
                paths.messages,
            )
        )
    return [Line(words(number) % _shown(number), path) for number, words, path in found if number]


def _for_reviewers(reader: Reader, day: date, paths: Paths) -> Iterator[tuple[int, Callable[[int], str], str]]:
    yield (
        _bounded(line(LineAsked(), reader.unseen)),
        lambda n: ngettext("%s record is in review.", "%s records are in review.", n),
        paths.line,
    )
    yield (
        _bounded(to_settle(reader.unseen)),
        lambda n: ngettext(
            "%s document was read twice; the differences wait for a decision.",
            "%s documents were read twice; the differences wait for a decision.",
            n,
        ),
        paths.settle,
    )
    found = contradictions().filter(found_at__date__gte=day - timedelta(days=1))[: _MOST + 1]
    yield (
        len(with_claims(found, reader.unseen)),
        lambda n: ngettext("%s new contradiction was found.", "%s new contradictions were found.", n),
        paths.contradictions,
    )


def _bounded(rows: QuerySet) -> int:
    return len(rows.order_by().values_list("pk")[: _MOST + 1]) if not rows.query.is_sliced else len(rows)


def _shown(number: int) -> str:
    return f"{_MOST}+" if number > _MOST else str(number)


def send_letters(
    readers: Collection[Reader], day: date, site: str, paths: Paths, *, default_language: str
) -> tuple[int, int]:
    """Send the letters of a day; return how many went, and how many had gone before.

    Somebody for whom nothing waits gets none. A letter that cannot be sent is not marked as sent, and its error is
    raised after the others have gone.
    """
    wishes = {wish.user_id: wish for wish in LetterWish.objects.filter(user__in=[one.user.pk for one in readers])}
    gone = set(SentLetter.objects.filter(day=day).values_list("user", flat=True))
    sent, before, failed = 0, 0, None
    for reader in readers:
        wish = wishes.get(reader.user.pk)
        if reader.user.pk in gone:
            before += 1
        elif wish is None or wish.wanted:
            try:
                with translation.override(wish.language if wish else default_language):
                    sent += _send(reader, day, site, paths)
            except OSError as error:
                failed = error
    if failed is not None:
        raise failed
    return sent, before


def _send(reader: Reader, day: date, site: str, paths: Paths) -> bool:
    lines = lines_for(reader, day, paths)
    if not lines:
        return False
    try:
        with transaction.atomic():
            # Marked first: of two runs at the same moment the second finds it taken. Not sent, it is unmarked again.
            SentLetter.objects.create(user=reader.user, day=day)
            subject = _("Kresy Families: what waits for you, %s") % date_format(day, "DATE_FORMAT")
            send_mail(subject, _text(lines, site, paths), None, [reader.user.email])
    except IntegrityError:
        return False
    return True


def _text(lines: list[Line], site: str, paths: Paths) -> str:
    told = "\n\n".join(f"{one.words}\n{site}{one.path}" for one in lines)
    end = _("This letter comes once a day, and only when something waits. Do without it: %s")
    return f"{_('At the desk of Kresy Families:')}\n\n{told}\n\n-- \n{end % (site + paths.letter)}\n"


def remember_language(user: Any, language: str) -> None:
    """Keep in which language someone works at the desk, for the letters."""
    known = LetterWish.objects.filter(user=user.pk).values_list("language", flat=True).first()
    if known != language:
        LetterWish.objects.update_or_create(user=user, defaults={"language": language[:10]})
