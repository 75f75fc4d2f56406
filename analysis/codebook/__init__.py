"""Codebook: what coders are asked to code, what they coded, and how far two codings agree.

- `codebook`: the themes and their terms, read from `codebook.yml` and from what an article adds.
- `finder`: where the terms stand in a text.
- `voice_coding`, `theme_coding`, `target_coding`, `wording_coding`: the codings that lie beside an article.
- `agreement`: Krippendorff's alpha, precision, recall and F1, code by code; which codes are reliable.
- `records`: what the benchmarks measured, read from `measured/`.
"""
