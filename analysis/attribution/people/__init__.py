"""The people of an article: who and what it names, what it calls them, and who is meant by a word for one of them.

`census.people` lists the persons, bodies and countries of a text (`entities`), with the names that `persons` knows and the
descriptions that `phrases` reads; `sources` says what the words are that say who speaks, and `antecedents` whom they may mean.
"""
