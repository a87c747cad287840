"""报告的附表和图 (attachments): sheets of the workbook as Word tables, figures as native Word charts."""
