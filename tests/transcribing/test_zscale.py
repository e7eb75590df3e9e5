import random, time, pytest
from django.db import connection
from records.people.models import *
from records.names.folding import fold
from records.names.surnames import family_key
from records.transcribing.likely_people import likely
from tests.transcribing.entries import *


@pytest.mark.django_db
def test_scale():
    r = random.Random(1)
    N = 200000
    sur = (
        ["Kowalski"] * 5
        + ["Nowak"] * 5
        + [f"Wymysł{a}{b}ski" for a in "abcdefghijklmnop" for b in "abcdefghijklmnoprstuwz"] * 3
    )
    giv = ["Jan", "Anna", "Maria", "Stanisław", "Józef", "Zofia", "Antoni", "Franciszek", "Helena", "Wojciech"]
    ps = [Person() for _ in range(N)]
    Person.objects.bulk_create(ps, batch_size=2000)
    ns = []
    ev = []
    for p in ps:
        s = r.choice(sur)
        g = r.choice(giv)
        ns.append(PersonName(person=p, surname=s, given=g, folded=fold(f"{s} {g}"), family_key=fold(s)))
        y = r.randint(1870, 1940)
        e = Event(person=p, kind="birth", date_text=str(y))
        ev.append(e)
        e.date = e.date
    PersonName.objects.bulk_create(ns, batch_size=2000)
    Event.objects.bulk_create(ev, batch_size=2000)
    for name in ("Ковальский Ян", "Kowalska Anna", "Wymysłacski Jan"):
        w = somebody("listed", name, birth_year="1900")
        e = page("train_list", w)
        likely(w, e)
        t = time.process_time()
        n = 10
        for _ in range(n):
            f = likely(w, e)
        print(name, (time.process_time() - t) / n * 1000, "ms", len(f), f[0].name if f else None)
    print(PersonName.objects.filter(family_key="kowalski").count())
