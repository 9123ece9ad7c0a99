"""Addresses of days in the field; codes only (đường dẫn)."""

from django.urls import path

from toandan.faces.web.frame.doors import either
from toandan.faces.web.sessions import (
    accounts,
    acting,
    calling_off,
    expected,
    helpers,
    homes,
    listing,
    notifying,
    one_account,
    papers,
    places,
    session,
    session_sheet,
    sheets,
)

app_name = "sessions"
urlpatterns = [
    path("sessions/", listing.show, name="sessions"),
    path("sessions/announce/", either(get=acting.ask, post=acting.announce), name="announce_session"),
    path("sessions/sheet/", papers.days, name="sessions_sheet"),
    path("sessions/calendar.ics", papers.days_ics, name="sessions_ics"),
    path("sessions/places/", either(get=places.listing, post=places.add), name="places"),
    path("sessions/places-sheet/", sheets.places, name="places_sheet"),
    path("sessions/homes-sheet/", sheets.waiting, name="homes_sheet"),
    path("sessions/places/<str:code>/", places.show, name="place"),
    path("sessions/places/<str:code>/<slug:verb>/", places.act, name="place_act"),
    path("sessions/homes/", either(get=homes.listing, post=homes.collect), name="homes"),
    path("sessions/homes/<str:code>/", either(get=homes.show, post=homes.record), name="home_visit"),
    path("sessions/homes/<str:code>/withdraw/", calling_off.withdraw, name="home_withdraw"),
    path("sessions/homes/<str:code>/notify/", notifying.notify, name="home_notify"),
    path("sessions/routes/<str:code>/cancel/", calling_off.cancel_route, name="route_cancel"),
    path("sessions/routes/<str:code>/sheet/", papers.day_sheet, name="route_sheet"),
    path("sessions/helpers-sheet/", sheets.helpers, name="helpers_sheet"),
    path("sessions/helpers/", either(get=helpers.listing, post=helpers.answer), name="helpers"),
    path("sessions/helping/", accounts.desk, name="helping"),
    path("sessions/helping/<str:code>/", accounts.helping, name="helping_list"),
    path("sessions/helping/<str:code>/tick/", accounts.help_tick, name="helping_tick"),
    path("sessions/helping/<str:code>/undo/", accounts.help_undo, name="helping_undo"),
    path("people/<int:person_id>/account/", one_account.show, name="account"),
    path("people/<int:person_id>/account/tick/", one_account.tick, name="account_tick"),
    path("people/<int:person_id>/account/undo/", one_account.undo, name="account_undo"),
    path("sessions/<str:code>/accounts/", accounts.show, name="accounts_list"),
    path("sessions/<str:code>/accounts/tick/", accounts.tick, name="accounts_tick"),
    path("sessions/<str:code>/accounts/undo/", accounts.undo, name="accounts_undo"),
    path("sessions/<str:code>/", session.show, name="session"),
    path("sessions/<str:code>/poster/", papers.poster, name="session_poster"),
    path("sessions/<str:code>/sheet/", session_sheet.show, name="session_day_sheet"),
    path("sessions/<str:code>/people/", papers.people, name="session_people"),
    path("sessions/<str:code>/expected/", expected.show, name="session_expected"),
    path("sessions/<str:code>/<slug:verb>/", acting.act, name="session_act"),
]
