"""Text: an article as it is read from its file, and what it consists of, as character offsets into that file.

- `article`: the article, and what is known of it.
- `files`: files that people write, and the error that says what is wrong with them; `schemas/` says what they may hold.
- `segmentation`: words, sentences and paragraphs.
- `quotations`: what stands between quotation marks.
- `terms`: words and phrases in all their forms.
- `statements`: the table that everything is read off.
"""
