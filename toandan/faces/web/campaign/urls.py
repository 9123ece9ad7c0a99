"""Addresses of boards and orders (đường dẫn)."""

from django.urls import path

from toandan.faces.web.campaign import ahead_sheets, attention, foresight, orders, sheets, views

app_name = "campaign"
urlpatterns = [
    path("board/", views.start, name="start"),
    path("board/<str:order>/", views.order_start, name="order_start"),
    path("board/<str:order>/<str:unit>/", views.board, name="board"),
    path("board/<str:order>/<str:unit>/attention/", attention.attention, name="attention"),
    path("board/<str:order>/<str:unit>/bridge/", views.bridge, name="bridge"),
    path("board/<str:order>/<str:unit>/forecast/", foresight.foresight, name="foresight"),
    path("board/<str:order>/<str:unit>/neighbours/", views.neighbours, name="neighbours"),
    path("board/<str:order>/<str:unit>/sheet/", sheets.board, name="board_sheet"),
    path("board/<str:order>/<str:unit>/bridge/sheet/", sheets.bridge, name="bridge_sheet"),
    path("board/<str:order>/<str:unit>/attention/sheet/", ahead_sheets.slow, name="slow_sheet"),
    path("board/<str:order>/<str:unit>/forecast/sheet/", ahead_sheets.foreseen, name="foreseen_sheet"),
    path("board/<str:order>/<str:unit>/neighbours/sheet/", ahead_sheets.neighbours, name="neighbours_sheet"),
    path("orders/sheet/", sheets.every_order, name="orders_sheet"),
    path("orders/", orders.index, name="orders"),
    path("orders/new/", orders.new, name="new_order"),
    path("orders/<str:code>/", orders.show, name="order"),
]
