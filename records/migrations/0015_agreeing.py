"""Agreeing: the line of what is in review, remarks, second readings, open contradictions, the daily letter."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


RECORDS = {
    "archive": "archive", "chapter": "chapter", "document": "document", "family": "family", "history": "familyhistory",
    "person": "person", "place": "place", "source": "source", "stage": "journeystage",
}


def line_up(apps, schema_editor):
    """Put what is in review already into the line; who sent it is not known."""
    InReview = apps.get_model("records", "InReview")
    for kind, model in RECORDS.items():
        rows = apps.get_model("records", model).objects.filter(status="review").order_by("pk")
        of_document = ("kind", "collection_id") if kind == "document" else ()
        for public_id, *facets in rows.values_list("public_id", *of_document).iterator():
            document_kind, collection = facets or ("", None)
            InReview.objects.get_or_create(
                kind=kind, record_id=public_id, defaults={"document_kind": document_kind, "collection": collection}
            )


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0014_changes_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='hard_to_read',
            field=models.BooleanField(default=False, help_text='In review, someone else reads it a second time, without seeing the first reading.', verbose_name='hard to read'),
        ),
        migrations.AddField(
            model_name='historicaldocument',
            name='hard_to_read',
            field=models.BooleanField(default=False, help_text='In review, someone else reads it a second time, without seeing the first reading.', verbose_name='hard to read'),
        ),
        migrations.CreateModel(
            name='Contradiction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.CharField(choices=[('person', 'person'), ('family', 'family')], max_length=6)),
                ('key', models.BigIntegerField()),
                ('kind', models.CharField(max_length=20, verbose_name='kind of event')),
                ('found_at', models.DateTimeField(auto_now_add=True, verbose_name='found')),
            ],
            options={
                'verbose_name': 'open contradiction',
                'verbose_name_plural': 'open contradictions',
                'ordering': ['-id'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['found_at'], name='contradiction_found_at')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'key', 'kind'), name='contradiction_once')],
            },
        ),
        migrations.CreateModel(
            name='LetterWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=10)),
                ('wanted', models.BooleanField(default=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'wish for the daily letter',
                'verbose_name_plural': 'wishes for the daily letter',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='InReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('record_id', models.CharField(max_length=13)),
                ('document_kind', models.CharField(blank=True, max_length=30)),
                ('hard_to_read', models.BooleanField(default=False)),
                ('collection', models.BigIntegerField(null=True)),
                ('by', models.CharField(blank=True, max_length=150, verbose_name='sent by')),
                ('sent_at', models.DateTimeField(auto_now_add=True, verbose_name='sent')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'record in review',
                'verbose_name_plural': 'records in review',
                'ordering': ['id'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['kind', 'id'], name='in_review_kind'), models.Index(fields=['document_kind', 'id'], name='in_review_document_kind'), models.Index(fields=['collection', 'id'], name='in_review_collection'), models.Index(fields=['hard_to_read', 'id'], name='in_review_hard')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'record_id'), name='in_review_once')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_kind', models.CharField(max_length=12)),
                ('record_id', models.CharField(max_length=13)),
                ('claim', models.CharField(blank=True, max_length=100)),
                ('claim_words', models.CharField(blank=True, max_length=300)),
                ('act', models.CharField(choices=[('remark', 'remark'), ('returned', 'given back'), ('withdrawn', 'withdrawn')], default='remark', max_length=10)),
                ('words', models.TextField(verbose_name='remark')),
                ('by', models.CharField(blank=True, max_length=150, verbose_name='by')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('answered_by', models.CharField(blank=True, max_length=150)),
                ('answered_at', models.DateTimeField(null=True)),
                ('to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'remark',
                'verbose_name_plural': 'remarks',
                'ordering': ['-id'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['record_kind', 'record_id', 'id'], name='remark_of_record'), models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['to', 'id'], name='remark_open_to')],
            },
        ),
        migrations.CreateModel(
            name='SecondReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.CharField(blank=True, max_length=150, verbose_name='read by')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('entry', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('read', 'read, differences to be decided'), ('settled', 'decided')], default='read', max_length=10)),
                ('tally', models.JSONField(default=dict)),
                ('choices', models.JSONField(default=dict)),
                ('settled_by', models.CharField(blank=True, max_length=150)),
                ('settled_at', models.DateTimeField(null=True)),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='second_reading', to='records.document')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'second reading',
                'verbose_name_plural': 'second readings',
                'ordering': ['-id'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['state', 'id'], name='second_reading_state')],
            },
        ),
        migrations.CreateModel(
            name='SentLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('sent_at', models.DateTimeField(auto_now_add=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'letter sent',
                'verbose_name_plural': 'letters sent',
                'ordering': ['-id'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('user', 'day'), name='letter_once_a_day')],
            },
        ),
        migrations.RunPython(line_up, migrations.RunPython.noop),
    ]
