"""The tables of the chapters. A function whose name ends in `_table` gives one, with headings and links to statements."""
