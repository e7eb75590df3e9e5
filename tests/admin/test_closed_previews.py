"""What a list or a file would bring names, counts and links nobody of whom a closed collection knows, but to those who
see it: whoever had it looked at.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from records.documents.collections import Collection, CollectionMember, MemberRole
from records.documents.models import Document, Mention
from records.importing.models import ExternalId, ImportBatch
from records.linkage.following import follow_changes
from records.linkage.models import Identification
from records.people.models import Person
from records.tables.models import TableJob
from tests.admin.desk import address, document, mention, source
from tests.admin.jobs_desk import done_at_once, private_folder  # noqa: F401
from tests.admin.test_import_desk import page_of as page_of_file
from tests.admin.test_import_desk import uploaded
from tests.admin.test_lists_desk import looked_at, page_of
from tests.edition.world import family_of, person, six_others
from tests.tables.lists import written

pytestmark = pytest.mark.usefixtures("empty_archive", "done_at_once")
AtDesk = Callable[[str], Client]
LIST = "No,Name,Date of birth,Father\n1,Kowalska Janina,14.03.1911,Jan\n2,Zalewska Ewa,1905,\n"
FILE = """0 HEAD
1 GEDC
2 VERS 5.5.1
2 FORM LINEAGE-LINKED
1 CHAR UTF-8
1 SOUR INVENTED
0 @I1@ INDI
1 NAME Janina /Kowalska/
1 SEX F
1 BIRT
2 DATE 14 MAR 1911
0 TRLR
"""
KNOWN, HERE = "Who may be known already", "Who may be here already"
ADMINISTRATOR, OUTSIDER, MEMBER = "administrator", "archivist", "archivist who is a member"


@pytest.fixture
def shut(db) -> Collection:
    return Collection.objects.create(name="Closed", open=False)


@pytest.fixture
def janina(shut: Collection) -> Person:
    """A woman whom a paper of the closed collection names, too."""
    six_others()
    someone = person("Janina", "Kowalska", "14 March 1911")
    paper = document(source=source(), collection=shut)
    Identification(mention=mention(paper, "Kowalska Janina"), person=someone).save()
    follow_changes()
    return someone


def only_closely_known(someone: Person) -> Document:
    """Let all that is known of somebody cite the closed paper: for those who do not see it they are not there."""
    paper = Mention.objects.get().document
    for claim in (*someone.names.all(), *someone.events.all()):
        claim.citations.create(source=paper.source)
    return paper


@pytest.fixture
def seen_by(at_desk: AtDesk, shut: Collection) -> AtDesk:
    def sign_in(who: str) -> Client:
        client = at_desk(who.split()[0])
        if who == MEMBER:
            user = User.objects.get(username="a_archivist")
            CollectionMember.objects.create(collection=shut, user=user, role=MemberRole.READER)
        return client

    return sign_in


@pytest.fixture
def by_list(tmp_path: Path) -> Path:
    return written(tmp_path, LIST)


@pytest.mark.parametrize("asker", [ADMINISTRATOR, "oneself"])
@pytest.mark.parametrize(("who", "told"), [(ADMINISTRATOR, True), (OUTSIDER, False), (MEMBER, True)])
def test_a_list(who: str, told: bool, asker: str, janina: Person, by_list: Path, seen_by: AtDesk) -> None:
    client = seen_by(who)
    job = looked_at(client if asker == "oneself" else seen_by(asker), by_list, "train_list")
    page = client.get(page_of(job)).content.decode()
    assert (janina.public_id in page) == told
    assert (KNOWN in page, HERE in page) == (told, told)
    assert ("Kowalska, Janina · 14 March 1911" in page) == told
    assert ("1 is likely somebody of the archive" in page) == told


@pytest.mark.parametrize("role", ["volunteer", "editor", "anonymous"])
def test_who_takes_no_files_in_sees_no_list(role: str, janina: Person, by_list: Path, seen_by: AtDesk) -> None:
    job = looked_at(seen_by(ADMINISTRATOR), by_list, "train_list")
    answer = seen_by(role).get(page_of(job), follow=True)
    assert janina.public_id not in answer.content.decode() and "14 March 1911" not in answer.content.decode()


@pytest.mark.parametrize("asker", [ADMINISTRATOR, "oneself"])
@pytest.mark.parametrize(("who", "told"), [(ADMINISTRATOR, True), (OUTSIDER, False), (MEMBER, True)])
def test_a_file(who: str, told: bool, asker: str, janina: Person, seen_by: AtDesk) -> None:
    client = seen_by(who)
    job = uploaded(client if asker == "oneself" else seen_by(asker), FILE)
    page = client.get(page_of_file(job)).content.decode()
    assert (address(janina) in page, HERE in page) == (told, told)
    assert ("1 is likely somebody of the archive" in page) == told


@pytest.mark.parametrize(("who", "told"), [(ADMINISTRATOR, True), (OUTSIDER, False), (MEMBER, True)])
def test_what_a_file_says_otherwise_of_somebody(who: str, told: bool, janina: Person, seen_by: AtDesk) -> None:
    batch = ImportBatch.objects.create(file_name="earlier.ged")
    scheme = "https://example.org/people"
    ExternalId.objects.create(batch=batch, kind="person", target=janina.pk, scheme=scheme, value="KX1-23")
    known = "1 SEX F\n1 EXID KX1-23\n2 TYPE " + scheme
    text = FILE.replace("5.5.1\n2 FORM LINEAGE-LINKED\n1 CHAR UTF-8", "7.0").replace("1 SEX F", known)
    text = text.replace("14 MAR 1911", "14 MAR 1912")
    job = uploaded(seen_by(ADMINISTRATOR), text)
    assert job.report["changed"], job.report
    page = seen_by(who).get(page_of_file(job)).content.decode()
    assert (janina.public_id in page) == told


@pytest.mark.parametrize(("who", "linked"), [(ADMINISTRATOR, True), (OUTSIDER, False), (MEMBER, True)])
@pytest.mark.parametrize("by_id", [False, True])
def test_nobody_is_linked_whom_only_closed_papers_know(
    by_id: bool, who: str, linked: bool, janina: Person, tmp_path: Path, seen_by: AtDesk
) -> None:
    paper = only_closely_known(janina)
    head, cell = (",Person", f",{janina.public_id}") if by_id else ("", "")
    path = written(tmp_path, f"No,Name,Date of birth{head}\n1,Kowalska Janina,14.03.1911{cell}\n")
    client = seen_by(who)
    job = looked_at(client, path, "train_list", people="link")
    client.post(page_of(job, "take_in"))
    job = TableJob.objects.get(pk=job.pk)
    assert (job.state, job.failure) == ("done", "")
    assert Identification.objects.exclude(mention__document=paper).exists() == linked
    assert job.report["outcomes"] == ({"linked": 1} if linked else {"named": 1})
    rows = b"".join(client.get(page_of(job, "rows")).streaming_content).decode()
    assert ("linked to a known person" in rows) == linked


def test_a_father_of_whom_closed_papers_tell_is_no_reason(janina: Person, by_list: Path, seen_by: AtDesk) -> None:
    hidden = person("Jan", "Kowalski", "1880", "M")
    family_of(hidden, children=(janina,))
    paper = only_closely_known(hidden)
    Identification(mention=mention(paper, "Kowalski Jan"), person=hidden).save()
    reasons = {}
    for who in (ADMINISTRATOR, OUTSIDER):
        [row] = looked_at(seen_by(who), by_list, "train_list").report["likely"]
        [reasons[who]] = [one["reasons"] for one in row["people"] if one["id"] == janina.public_id]
    assert "father" in reasons[ADMINISTRATOR] and "father" not in reasons[OUTSIDER]


def test_the_report_that_is_kept_names_nobody_of_the_archive(janina: Person, by_list: Path, seen_by: AtDesk) -> None:
    [row] = looked_at(seen_by(ADMINISTRATOR), by_list, "train_list").report["likely"]
    assert [set(one) for one in row["people"]] == [{"id", "reasons"}]
