"""Addresses of equipment; numbers only (đường dẫn)."""

from django.urls import path

from toandan.faces.web.equipment import acting, intake, listing, sheet, sheets, waiting
from toandan.faces.web.frame.doors import either

app_name = "equipment"
urlpatterns = [
    path("equipment/", listing.devices, name="equipment"),
    path("equipment/sheet/", listing.taken, name="equipment_sheet"),
    path("equipment/new/", either(get=intake.blank, post=intake.add), name="new_device"),
    path("equipment/import/", intake.take_in, name="equipment_import"),
    path("equipment/loans/sheet/", sheets.loans, name="equipment_loans_sheet"),
    path("equipment/waiting/", waiting.show, name="equipment_waiting"),
    path("equipment/loans/ask/", waiting.ask, name="equipment_ask"),
    path("equipment/handovers/<int:number>/<slug:verb>/", waiting.answer_handover, name="equipment_handover"),
    path("equipment/loans/<int:number>/<slug:verb>/", waiting.answer_loan, name="equipment_loan"),
    path("equipment/<int:device_id>/", sheet.show, name="device"),
    path("equipment/<int:device_id>/<slug:verb>/", acting.act, name="device_act"),
]
