"""Frames in the small: how a statement words who does what, how firmly something is put, and who "we" are.

Each frame is coded by rules over manifest words, after the coding guide in `chapters/method.md`, and each code shows its
words. `frames` codes a table of statements, `modality`, `passive`, `harm` and `we` find one frame each, `agreement` says
how far two codings agree and which codes may be relied on.
"""
