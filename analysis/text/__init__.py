"""Text: an article as it is read from its file, and its parts, all as character offsets into that file.

`article` reads it, and `files` has the error that says what is wrong with a file. `segmentation` has its words, sentences
and paragraphs, `quotations` what is between marks, `terms` words and phrases in all their forms, and `statements` the one
table that everything is read off.
"""
