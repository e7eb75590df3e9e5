"""A command that shows no page starts without the forms of the desk; whoever checks the site or serves it has them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = """
import sys, django
django.setup()
import records.management.commands.search
assert "records.admin" not in sys.modules and "records.website.urls" not in sys.modules
from django.contrib import admin
from django.core import checks
assert not admin.site._registry
class Wrong(admin.ModelAdmin):
    list_display = ["no_such_field"]
from django.contrib.contenttypes.models import ContentType
from records.people.models import Person
admin.site.register(ContentType, Wrong)
assert "admin.E108" in {found.id for found in checks.run_checks(tags=[checks.Tags.admin])}
assert Person in admin.site._registry
"""


def test_the_desk_is_loaded_for_those_who_check_or_serve_it(tmp_path: Path) -> None:
    environment = os.environ | {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kresy_families.settings"}
    ran = subprocess.run([sys.executable, "-c", _PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
