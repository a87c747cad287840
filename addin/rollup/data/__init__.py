"""明细数据 (tidy data): the roll-up as plain tables for pandas and its like, as CSV and Parquet. 说明：docs/data.md."""

from __future__ import annotations

from .write import refuse_existing, write_data

__all__ = ["refuse_existing", "write_data"]
