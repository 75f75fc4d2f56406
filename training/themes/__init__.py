"""The network of themes.

- `recipe`: the command, step by step.
- `lessons`: the statements that are coded, and those and the clauses that are not.
- `teacher`: a large transformer, fine-tuned on coded statements.
- `student`: the small network that ships, which learns from both.
"""
