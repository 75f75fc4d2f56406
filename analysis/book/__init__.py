"""The book of one article: `results` are its numbers, `tables` and `figures` show them, `build` makes web pages and PDF."""
