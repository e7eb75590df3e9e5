"""The invented messages of the demonstration, so that its inbox is not empty."""

from records.contributions.models import Contribution
from records.importing.reference_data import read_json, steady_uid
from records.people.models import Person


def load_demo_messages() -> int:
    """Put the demonstration's messages into the inbox; return how many are new. Twice changes nothing."""
    new = 0
    for row in read_json("demo", "messages.json"):
        someone = Person.objects.filter(uid=steady_uid("person", row["about"])).first()
        if someone is None or Contribution.objects.filter(name=row["name"], about_id=someone.public_id).exists():
            continue
        columns = {key: row[key] for key in ("name", "email", "language", "may_be_named", "text")}
        Contribution.objects.create(about_kind=Person.KIND, about_id=someone.public_id, **columns)
        new += 1
    return new
