"""Attribution: who is credited with what in an article, and who and what is spoken of in it.

`coder.code` codes an article into statements: `extraction` finds what is somebody's words, by a network whose tokens
`linking` joins and by the certain rules in `rules`, and `calibration` says how sure that is; `voices` gives each source
one name. `mentions` lists whom the text speaks of. What a name is and what a title is stands in `names`, whose titles
they are in `people`, countries and bodies in `bodies`, and whom a pronoun stands for in `pronouns`.
"""
