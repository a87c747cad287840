"""读数 (reading): how the text of a cell becomes a quantity; :mod:`udfs.core.quantity` is the door."""
