"""The daily bulletin as a paper (bản tin hằng ngày): plain text, two pages of PDF, DOCX, in both languages."""

from toandan.sheets.bulletin.composing import compose
from toandan.sheets.bulletin.document import docx
from toandan.sheets.bulletin.pages import pdf
from toandan.sheets.bulletin.paper import Paper
from toandan.sheets.bulletin.plain import text

__all__ = ["Paper", "compose", "docx", "pdf", "text"]
