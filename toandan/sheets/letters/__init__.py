"""Lists of people as the office letter they are on paper, set as PDF (công văn kèm danh sách).

What the letter says is put together, journalled and handed over by the room whose list it is; nothing here reads.
"""

from toandan.sheets.letters.pdf import write

__all__ = ["write"]
