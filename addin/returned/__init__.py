"""回收 (returned workbooks): whose each file is, what it says, and what is wrong with it."""
