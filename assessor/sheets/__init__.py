"""Records and staff lists from and to spreadsheets: bytes in, bytes out, the same on the command line and in the page."""

from assessor.sheets.batch import Batch, run_batch
from assessor.sheets.budget import Budget
from assessor.sheets.places import Place, SheetError, SheetProblem
from assessor.sheets.record import Imported, Reading, import_record, read_sheet
from assessor.sheets.template import export_record, record_template, staff_template

__all__ = [
    "Batch",
    "Budget",
    "Imported",
    "Place",
    "Reading",
    "SheetError",
    "SheetProblem",
    "export_record",
    "import_record",
    "read_sheet",
    "record_template",
    "run_batch",
    "staff_template",
]
