"""绩效加载项 (add-in): what happens to a workbook. May import udfs; udfs never imports addin."""
