"""Hints for volunteers; everybody at the desk sees them and says what became of them."""

import django.db.models.deletion
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def permit(apps, schema_editor):
    # A fresh database gets its permissions only after the last migration; they are needed now.
    create_permissions(installed.get_app_config("records"), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    found = Permission.objects.filter(content_type__app_label="records", codename__in=("view_hint", "change_hint"))
    for group in Group.objects.filter(name__in=("volunteer", "editor", "archivist", "administrator")):
        group.permissions.add(*found)


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0029_people_estimated'),
    ]

    operations = [
        migrations.CreateModel(
            name='Hint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('search', 'somebody follows a search'), ('gap', 'a journey has a gap')], max_length=6, verbose_name='kind')),
                ('person', models.CharField(max_length=13, verbose_name='person')),
                ('record', models.CharField(blank=True, max_length=24)),
                ('stage', models.CharField(blank=True, max_length=20)),
                ('after', models.CharField(blank=True, max_length=20)),
                ('probability', models.FloatField(null=True)),
                ('surname', models.CharField(blank=True, max_length=150, verbose_name='surname')),
                ('place', models.CharField(blank=True, max_length=13, verbose_name='place')),
                ('fingerprint', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('looked_at', models.DateTimeField()),
                ('again', models.BooleanField(default=False, verbose_name='something new is known')),
                ('state', models.CharField(choices=[('open', 'open'), ('done', 'done'), ('not_fitting', 'not fitting')], default='open', max_length=12, verbose_name='state')),
                ('settled_by', models.CharField(blank=True, max_length=150, verbose_name='decided by')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('search', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='hints', to='records.followedsearch')),
            ],
            options={
                'verbose_name': 'hint',
                'verbose_name_plural': 'hints',
                'ordering': ['-made_at', '-id'],
                'default_permissions': ('view', 'change'),
                'indexes': [models.Index(fields=['state', '-made_at', '-id'], name='hint_newest'), models.Index(fields=['state', 'kind', '-made_at', '-id'], name='hint_kind'), models.Index(fields=['state', 'surname', '-made_at', '-id'], name='hint_surname'), models.Index(fields=['state', 'place', '-made_at', '-id'], name='hint_place')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'search')), fields=('search', 'person'), name='search_hint_once'), models.UniqueConstraint(condition=models.Q(('kind', 'gap')), fields=('person', 'record', 'stage'), name='hint_of_gap_once')],
            },
        ),
        migrations.AddField(
            model_name='historicalnotsame',
            name='fingerprint',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='notsame',
            name='fingerprint',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.RunPython(permit, migrations.RunPython.noop),
    ]
