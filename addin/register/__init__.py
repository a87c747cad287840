"""单位名册 (register): the units that a pack is handed out to, and what is filled in for each of them."""
