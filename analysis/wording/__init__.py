"""Wording: how a statement words who does what, how firmly something is put, whom "we" includes, and which words recur.

Wording features are coded by rules over manifest words, after the coding guide in `chapters/method.md`; each code shows
the words that gave it.

- `features`: the features of a table of statements, and the words that gave each.
- `passive`, `harm`, `modality`, `we`: the rules of one feature each.
- `words`: the words of a statement as the rules read them, and the lists in `words.yml` by which they go.
- `keyness`: which words an article has more often than other news.
- `concordance`: a word in its context, and which words stand together.
"""
