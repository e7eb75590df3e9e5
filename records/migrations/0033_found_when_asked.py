"""Whom a followed search found when it was asked: they are no news for volunteers."""

from django.db import migrations, models


def note_who_was_found(apps, schema_editor):
    """Of the searches that are there, all whom they saw, but those of whom somebody was hinted at since."""
    for search in apps.get_model("records", "FollowedSearch").objects.iterator(500):
        hinted = set(search.hints.values_list("person", flat=True))
        search.found_then = [one for one in search.seen if one not in hinted]
        search.save(update_fields=["found_then"])


class Migration(migrations.Migration):

    dependencies = [
        ("records", "0031_hints_for_volunteers"),
    ]

    operations = [
        migrations.AddField("followedsearch", "found_then", models.JSONField(default=list)),
        migrations.RunPython(note_who_was_found, migrations.RunPython.noop),
    ]
