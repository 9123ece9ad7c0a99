"""Why a roll could not be taken in or given out; each error has its sentence beside it."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToEnter(UnableTo):
    """People could not be written into register and ledger together."""


class UnableToImport(UnableTo):
    """The roll could not be imported as a whole; findings about single rows are in the report instead."""


class UnableToExport(UnableTo):
    """The list could not be given out."""


WRITTEN_BEFORE = _("This batch of people is in the register already. Nothing was written.")
COLUMNS_MISSING = _("No column of this file means: %(columns)s. Say which one does, or add it.")
HEADING_UNKNOWN = _("The file has no heading “%(heading)s”. Its headings are: %(headings)s.")
COLUMN_UNKNOWN = _("A roll has no column “%(column)s”. Its columns are: %(columns)s.")
BEING_IMPORTED = _("This file is being imported right now by another process.")
RUN_UNKNOWN = _("There is no such import in your unit.")
NOT_ASKED = _("This officer has not asked for this import.")
MOVE_UNKNOWN = _("An import that is “%(source)s” cannot become “%(target)s”.")
FORMAT_UNKNOWN = _("Name the file .csv or .xlsx; “%(name)s” is neither.")
TOO_MANY = _("A spreadsheet holds %(most)s people. Write a CSV file instead, or choose a smaller unit.")
DAY_TO_COME = _("People cannot count from %(day)s: that day has not come yet. The latest is today, %(today)s.")
FILE_TOO_LARGE = _("A file sent through the page may have %(most)s MB. Ask the operator to import larger ones.")
DISK_FULL = _("The file could not be kept: the disk is full. Tell the operator, and send it again later.")
UPLOAD_GONE = _("The uploaded file is no longer kept. Send it again.")
