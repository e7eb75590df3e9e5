"""What of a sender may stand outside the inbox: initials, or the name where that was agreed; never an e-mail."""

import re

from django.utils.formats import date_format
from django.utils.translation import override

from records.contributions.models import Contribution
from records.documents.models import Source

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HIDDEN = "[…]"


def without_sender(text: str, message: Contribution) -> str:
    """Return words of the message without e-mail addresses and without the sender's name, which becomes initials."""
    text = _EMAIL.sub(_HIDDEN, text)
    words = [re.escape(word) for word in message.name.split()]
    if words and not message.may_be_named:
        text = re.sub(r"\b" + r"\s+".join(words) + r"\b", message.initials, text, flags=re.IGNORECASE)
    return text


def source_of(message: Contribution) -> Source:
    """Return the source that everything made of the message is cited to; a draft that names initials and the day."""
    if message.source is not None:
        return message.source
    with override("en"):
        day = date_format(message.received_at, "j F Y")
    source = Source(title=f"Message from {message.initials}, {day}", kind="message")
    if message.may_be_named:
        source.author = message.name
    source.save()
    message.source = source
    Contribution.objects.filter(pk=message.pk).update(source=source)
    return source
