"""模板包 (template packs): the mandated forms of a place and year as a workbook, with pack.toml saying what is where."""
