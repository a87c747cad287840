"""改动 (changes): what differs between two workbooks, told by forms, rows and fields instead of cells alone."""
