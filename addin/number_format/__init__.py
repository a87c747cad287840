"""数字格式 (number formats): what a cell shows by its format code, the same for every host."""

from .serial_dates import date_value, from_serial, to_serial
from .shown import is_date_format, is_elapsed_format, shown

__all__ = ["date_value", "from_serial", "is_date_format", "is_elapsed_format", "shown", "to_serial"]
