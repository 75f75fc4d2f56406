"""The tables of the chapters: each function whose name ends in `_table` gives one, with headings and links to statements."""
