"""报告模板的生成 (report templates): from a plain text source to a Word template in official format."""
