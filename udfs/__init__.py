"""绩效函数 (cell functions): what a cell can compute. Values in, values out; standard library only."""
