"""Addresses of days in the field; codes only (đường dẫn)."""

from django.urls import path

from toandan.faces.web.frame.doors import either
from toandan.faces.web.sessions import (
    acting,
    calling_off,
    helpers,
    homes,
    listing,
    notifying,
    papers,
    places,
    session,
    session_sheet,
)

app_name = "sessions"
urlpatterns = [
    path("sessions/", listing.show, name="sessions"),
    path("sessions/announce/", either(get=acting.ask, post=acting.announce), name="announce_session"),
    path("sessions/sheet/", papers.days, name="sessions_sheet"),
    path("sessions/calendar.ics", papers.days_ics, name="sessions_ics"),
    path("sessions/places/", either(get=places.listing, post=places.add), name="places"),
    path("sessions/places/<str:code>/", places.show, name="place"),
    path("sessions/places/<str:code>/<slug:verb>/", places.act, name="place_act"),
    path("sessions/homes/", either(get=homes.listing, post=homes.collect), name="homes"),
    path("sessions/homes/<str:code>/", either(get=homes.show, post=homes.record), name="home_visit"),
    path("sessions/homes/<str:code>/withdraw/", calling_off.withdraw, name="home_withdraw"),
    path("sessions/homes/<str:code>/notify/", notifying.notify, name="home_notify"),
    path("sessions/routes/<str:code>/cancel/", calling_off.cancel_route, name="route_cancel"),
    path("sessions/routes/<str:code>/sheet/", papers.day_sheet, name="route_sheet"),
    path("sessions/helpers/", either(get=helpers.listing, post=helpers.answer), name="helpers"),
    path("sessions/<str:code>/", session.show, name="session"),
    path("sessions/<str:code>/poster/", papers.poster, name="session_poster"),
    path("sessions/<str:code>/sheet/", session_sheet.show, name="session_day_sheet"),
    path("sessions/<str:code>/people/", papers.people, name="session_people"),
    path("sessions/<str:code>/<slug:verb>/", acting.act, name="session_act"),
]
