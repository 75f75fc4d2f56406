"""The figures of the book. Each is a `Chart`: the table that it draws, its drawing, and its description in words."""
