"""The sources of a chapter, a plain table of pairs until now, become rows with a history; no pair is touched."""

import django.db.models.deletion
import simple_history.models
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def may_as_with_claims(apps, schema_editor):
    """Whoever may do something with the claims of a chapter may do it with its sources."""
    # A fresh database gets its permissions only after the last migration; they are needed now.
    create_permissions(installed.get_app_config("records"), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for act in ("view", "add", "change", "delete"):
        new = Permission.objects.filter(content_type__app_label="records", codename=f"{act}_chaptersource")
        for group in Group.objects.filter(permissions__codename=f"{act}_claim"):
            group.permissions.add(*new)


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0018_rows_by_their_names'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='ChapterSource',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('chapter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cited', to='records.chapter')),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cited_in_chapters', to='records.source', verbose_name='source')),
                    ],
                    options={
                        'verbose_name': 'source of a chapter',
                        'verbose_name_plural': 'sources of a chapter',
                        'db_table': 'records_chapter_sources',
                        'ordering': ['id'],
                        'unique_together': {('chapter', 'source')},
                    },
                ),
                migrations.AlterField(
                    model_name='chapter',
                    name='sources',
                    field=models.ManyToManyField(blank=True, related_name='chapters', through='records.ChapterSource', to='records.source', verbose_name='sources'),
                ),
            ],
        ),
        migrations.AddField('chaptersource', 'imported_in', models.PositiveIntegerField(editable=False, null=True)),
        migrations.AddField('chaptersource', 'imported_line', models.PositiveIntegerField(editable=False, null=True)),
        migrations.AddField('chaptersource', 'edited', models.BooleanField(default=False, editable=False)),
        migrations.CreateModel(
            name='HistoricalChapterSource',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('imported_in', models.PositiveIntegerField(editable=False, null=True)),
                ('imported_line', models.PositiveIntegerField(editable=False, null=True)),
                ('edited', models.BooleanField(default=False, editable=False)),
                ('state_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(editable=False, max_length=1, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('change_set', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.changeset')),
                ('chapter', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.chapter')),
                ('source', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'historical source of a chapter',
                'verbose_name_plural': 'historical sources of a chapter',
                'ordering': ('-state_id',),
                'get_latest_by': 'state_id',
                'default_permissions': (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(may_as_with_claims, migrations.RunPython.noop),
    ]
