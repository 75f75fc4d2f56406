"""The network of tone toward a target.

- `recipe`: the command, step by step.
- `teacher`: a large transformer, fine-tuned on annotated sentences.
- `unread`: targets that nobody annotated, for the teacher to label.
- `student`: the small network that ships, which learns from both.
"""
