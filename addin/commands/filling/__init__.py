"""填充新工作簿 (filling): what ``new`` puts into a pack's workbook: rows, projects, last year, a finance export."""
