"""Wording: how a statement words who does what, how firmly something is put, whom "we" includes, and which words recur.

Wording features are coded by rules over manifest words, after the coding guide in `chapters/method.md`, and each code
shows its words: `features` codes a table of statements; `modality`, `passive`, `harm` and `we` each find one feature.
`keyness` and `concordance` count words.
"""
