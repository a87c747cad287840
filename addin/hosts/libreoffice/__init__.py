"""LibreOffice 宿主: the open workbook over UNO, and the program's dialogs. Runs in LibreOffice's own Python: standard library and ``uno`` only."""
