"""文字稿 (narratives): Word reports rendered from the figures of a workbook."""
