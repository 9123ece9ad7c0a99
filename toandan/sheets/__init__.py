"""Printed papers (giấy tờ in ra): what goes out of the house as PDF, DOCX, XLSX, CSV and plain text.

Sheets write what they are given. They ask the ledger nothing, decide nothing and journal nothing: the faces bring the
values and the operations write down who took them.
"""
