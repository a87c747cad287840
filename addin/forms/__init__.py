"""表单 (forms): recognise a mandated form on a grid and bind its fields to cells."""
