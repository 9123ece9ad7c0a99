"""Addresses of the pages of movements; numbers of the register only (đường dẫn)."""

from django.urls import path

from toandan.faces.web.civil import dossiers, entering, lists, recording, sheets
from toandan.faces.web.frame.doors import either

app_name = "civil"
urlpatterns = [
    path("movements/", lists.movements, name="list"),
    path("movements/sheet/", sheets.movements, name="movements_sheet"),
    path("movements/unregistered/sheet/", sheets.unregistered, name="unregistered_sheet"),
    path("movements/unregistered/", lists.unregistered, name="unregistered"),
    path("movements/new/<slug:kind>/", either(get=entering.blank, post=entering.enter), name="enter"),
    path("people/<int:person_id>/movements/", recording.choose, name="person"),
    path(
        "people/<int:person_id>/movements/<slug:kind>/",
        either(get=recording.blank, post=recording.record),
        name="record",
    ),
    path("people/<int:person_id>/movements/<int:number>/undo/", recording.undo, name="undo"),
    path("people/<int:person_id>/card-end/<int:number>/undo/", recording.undo_expiry, name="undo_expiry"),
    path("people/<int:person_id>/dossier/", either(get=dossiers.blank, post=dossiers.collect), name="dossier"),
    path("people/<int:person_id>/dossier/receipt/", dossiers.receipt, name="receipt"),
    path("people/<int:person_id>/notify/", dossiers.notify, name="notify"),
]
