"""The instrument and its peers, measured against public corpora: `python -m benchmarks.NAME`.

- `polnear`: attribution against PolNeAR's annotators; `scoring` has the scores, `baselines` the peers.
- `voices`: who speaks, by name, against coded articles.
- `newsmtsc`: tone toward a target against NewsMTSC's annotators.
- `themes`: themes against coded statements; `theme_sample` draws the statements to code.
- `wording`: wording features against coded statements.
- `record`: how each of them is run and written down.
"""
