"""报告的数据 (data): what a template may name, read from a filled workbook."""
