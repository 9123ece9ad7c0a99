"""Long tables that are made in the background and kept for whoever asked for them (bảng dài lập chạy nền).

What never belongs here: what a table holds and how a file is written, which the pages and the sheets know; anything
that another than who asked for it may take.
"""
