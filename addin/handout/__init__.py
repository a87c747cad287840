"""下发 (handing out): one prefilled pack for each unit of a register, and the manifest of what was handed out."""
