"""公共部分 (core): what the cell functions share."""
