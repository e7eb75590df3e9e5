"""The pages below a language prefix. Addresses are stable and carry ids, never names."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from records.website.about_page import about
from records.website.access import everyone_without_edition
from records.website.chapter_page import chapter
from records.website.chart_page import chart
from records.website.chronicle_page import chronicle
from records.website.companions_page import companions
from records.website.counting_page import counting
from records.website.data_page import data
from records.website.document_page import document
from records.website.documents_page import documents
from records.website.follow_page import follow_search, followed, stop_following
from records.website.histories_page import histories
from records.website.history_feed import history_feed
from records.website.history_page import history
from records.website.home_page import home
from records.website.journey_page import journey
from records.website.kinship_page import kinship
from records.website.map_data import card, route_data
from records.website.pdf_page import pdf
from records.website.people_there_page import people_at
from records.website.person_page import person
from records.website.place_page import place
from records.website.places_map_page import all_places
from records.website.places_page import places
from records.website.search_page import search
from records.website.source_page import source
from records.website.sources_page import sources
from records.website.stage_kind_page import stage_kind
from records.website.stage_page import stage
from records.website.suggest import suggest
from records.website.surname_page import surname
from records.website.surnames_page import surnames
from records.website.take_page import take
from records.website.tell_page import tell
from records.website.thanks_page import thanks
from records.website.told_page import taken_back, told
from records.website.whole_journey_page import whole_journey

app_name = "website"
ID = "<str:record_id>"
_WITH_JOURNEY = (("people", "person"), ("histories", "history"), ("documents", "document"))


def _leads_to(page: str) -> Callable[..., HttpResponseBase]:
    return everyone_without_edition(RedirectView.as_view(pattern_name=f"website:{page}"))


def _journey_of(folder: str, kind: str) -> URLPattern:
    return path(f"{folder}/{ID}/journey/", whole_journey, {"kind": kind}, name=f"journey_{kind}")


def _route_of(folder: str, kind: str) -> URLPattern:
    return path(f"{folder}/{ID}/journey/route.json", route_data, {"kind": kind}, name=f"route_{kind}")


def _take(folder: str, kind: str) -> URLPattern:
    return path(f"{folder}/{ID}/take/<str:form>/", take, {"kind": kind}, name=f"take_{kind}")


def _card_of(folder: str, kind: str) -> URLPattern:
    return path(f"{folder}/{ID}/card.png", card, {"kind": kind}, name=f"card_{kind}")


def _pdf(address: str, kind: str, what: str, name: str) -> URLPattern:
    return path(address, pdf, {"kind": kind, "what": what}, name=name)


def _people_at(folder: str, kind: str) -> URLPattern:
    return path(f"{folder}/{ID}/people/", people_at, {"kind": kind}, name=f"people_{kind}")


def _tell_about(folder: str, kind: str) -> URLPattern:
    return path(f"{folder}/{ID}/tell/", tell, {"kind": kind}, name=f"tell_{kind}")


urlpatterns = [
    path("", home, name="home"),
    path("search/", search, name="search"),
    path("search/follow/", follow_search, name="follow"),
    path("search/follow/<str:token>/", followed, name="followed"),
    path("search/follow/<str:token>/stop/", stop_following, name="stop_following"),
    path("suggest/", suggest, name="suggest"),
    # Lists of everyone help nobody: people are reached by their surnames, stages by the journey.
    path("people/", _leads_to("surnames"), name="people"),
    path(f"people/{ID}/", person, name="person"),
    path(f"people/{ID}/chart/", chart, name="chart"),
    path(f"people/{ID}/kinship/", kinship, name="kinship"),
    path("histories/", histories, name="histories"),
    path("histories/feed/", history_feed, name="history_feed"),
    path(f"histories/{ID}/", history, name="history"),
    path("documents/", documents, name="documents"),
    path(f"documents/{ID}/", document, name="document"),
    path("places/", places, name="places"),
    path("places/map/", all_places, name="places_map"),
    path(f"places/{ID}/", place, name="place"),
    path("stages/", _leads_to("journey"), name="stages"),
    path(f"stages/{ID}/", stage, name="stage"),
    path("journey/", journey, name="journey"),
    path("journey/<str:code>/", stage_kind, name="stage_kind"),
    path("chronicle/", chronicle, name="chronicle"),
    path(f"chronicle/{ID}/", chapter, name="chapter"),
    path("surnames/", surnames, name="surnames"),
    path("surnames/<str:key>/", surname, name="surname"),
    path("sources/", sources, name="sources"),
    path(f"sources/{ID}/", source, name="source"),
    path("about/", about, name="about"),
    path("data/", data, name="data"),
    path("counting/", counting, name="counting"),
    *(_journey_of(folder, kind) for folder, kind in _WITH_JOURNEY),
    *(_route_of(folder, kind) for folder, kind in _WITH_JOURNEY),
    *(_card_of(folder, kind) for folder, kind in _WITH_JOURNEY),
    *(_take(folder, kind) for folder, kind in (*_WITH_JOURNEY, ("places", "place"), ("stages", "stage"))),
    _pdf(f"people/{ID}/pdf/", "person", "page", "pdf_person"),
    _pdf(f"people/{ID}/chart/pdf/", "person", "chart", "pdf_chart"),
    _pdf(f"people/{ID}/booklet/", "person", "booklet", "booklet_person"),
    _pdf(f"histories/{ID}/booklet/", "history", "booklet", "booklet_history"),
    *(_pdf(f"{folder}/{ID}/journey/pdf/", kind, "journey", f"pdf_journey_{kind}") for folder, kind in _WITH_JOURNEY),
    path(f"people/{ID}/companions/", companions, name="companions"),
    _people_at("places", "place"),
    _people_at("stages", "stage"),
    _tell_about("people", "person"),
    _tell_about("documents", "document"),
    _tell_about("places", "place"),
    _tell_about("stages", "stage"),
    _tell_about("histories", "history"),
    path("tell/", tell, name="tell"),
    path("tell/thanks/", thanks, name="thanks"),
    path("tell/taken-back/", taken_back, name="taken_back"),
    path("tell/status/<str:token>/", told, name="told"),
]
