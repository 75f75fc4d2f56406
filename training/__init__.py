"""How the data files that ship with the instrument are made; nothing here is needed to use it.

`python -m training --help` lists the commands.

- `attribution`, `tone`, `themes`: each makes one network; `recipe` or `fit` is its command.
- `vectors`, `words`: the word vectors, words and word pieces that the networks know.
- `sentences`, `reference`, `countries`, `given_names`: abbreviations, word counts, names of countries and of people.
- `corpora`: PolNeAR and NewsMTSC as they are read.
- `fitting`: the loop that fits every network, and how weights are stored.
- `transformer`: pretrained transformers and their fine-tuning.
- `steps`: results of steps, kept on disk under the hash of their inputs.
"""
