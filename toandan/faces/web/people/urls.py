"""Addresses of the people pages; numbers of the register only, never a name or an identifier (đường dẫn)."""

from django.urls import path

from toandan.faces.web.frame.doors import either
from toandan.faces.web.people import entering, exporting, listing, person, searching, sheets

app_name = "people"
urlpatterns = [
    path("people/", either(get=searching.search, post=searching.ask), name="search"),
    path("people/list", listing.by_standing, name="list"),
    path("people/list/sheet/", sheets.people, name="people_sheet"),
    path("people/list/export", exporting.roll, name="export"),
    path("people/new/", either(get=entering.blank, post=entering.enter), name="new"),
    path("people/number-check/", searching.number_check, name="number_check"),
    path("people/<int:person_id>/", person.show, name="person"),
    path("people/<int:person_id>/number/", person.reveal, name="reveal"),
    path("people/<int:person_id>/corrections/<int:number>/undo/", person.take_back, name="take_back"),
    path("people/<int:person_id>/correct/", either(get=entering.filled, post=entering.correct), name="correct"),
]
