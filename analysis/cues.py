"""The words that credit a statement to somebody: verbs and phrases of speaking, thinking and wanting."""

import re

# Verbs after which a clause follows, with "that" or without; each in its forms.
SAYING = (
    "say says said saying; add adds added adding; think thinks thought; believe believes believed; argue argues argued "
    "arguing; claim claims claimed claiming; insist insists insisted insisting; know knows knew; hope hopes hoped; "
    "feel feels felt; suggest suggests suggested suggesting; acknowledge acknowledges acknowledged; admit admits "
    "admitted; concede concedes conceded; deny denies denied; maintain maintains maintained; assert asserts asserted; "
    "allege alleges alleged; contend contends contended; predict predicts predicted; fear fears feared; guess guesses "
    "guessed; conclude concludes concluded; complain complains complained; declare declares declared; confirm confirms "
    "confirmed; reply replies replied; tweet tweets tweeted"
)

# Verbs that need "that", a colon or a quotation beside them to credit anything.
REPORTING = (
    "note notes noted noting; stress stresses stressed stressing; emphasize emphasizes emphasized emphasizing; "
    "emphasise emphasises emphasised; underline underlines underlined; underscore underscores underscored; highlight "
    "highlights highlighted; announce announces announced announcing; explain explains explained explaining; state "
    "states stated stating; report reports reported reporting; warn warns warned warning; tell tells told telling; "
    "remark remarks remarked; observe observes observed; recall recalls recalled; remind reminds reminded; reveal "
    "reveals revealed; estimate estimates estimated; indicate indicates indicated; point points pointed; pointed out; "
    "continue continues continued; respond responds responded; answer answers answered; ask asks asked asking; write "
    "writes wrote writing; read reads; joke jokes joked; quip quips quipped; recount recounts recounted; boast boasts "
    "boasted; charge charges charged; agree agrees agreed; promise promises promised; vow vows vowed; pledge pledges "
    "pledged; urge urges urged; assure assures assured; testify testifies testified; propose proposes proposed; show "
    "shows showed; find finds found; express expresses expressed; call calls called calling; describe describes "
    "described; mock mocks mocked; shout shouts shouted; repeat repeats repeated; opine opines opined; begin began; "
    "conclude; muse mused; lament laments lamented; interject interjected; exclaim exclaimed; quote quotes quoted; "
    "demand demands demanded; insist; recommend recommends recommended; worry worries worried; expect expects expected; "
    "speculate speculates speculated; realize realizes realized; convince convinced; imply implies implied; hint hints "
    "hinted; signal signals signaled signalled; post posts posted; caution cautions cautioned; counter counters "
    "countered; accuse accuses accused; blame blames blamed; attack attacked; argue; praise praises praised; criticize "
    "criticizes criticized; label labels labeled; dub dubbed; refer refers referred; dismiss dismisses dismissed"
)

# Verbs whose noun object says what was said.
OBJECT = (
    "emphasize emphasizes emphasized emphasizing; emphasise emphasises emphasised; stress stresses stressed; underline "
    "underlines underlined; underscore underscores underscored; highlight highlights highlighted; reiterate reiterates "
    "reiterated; reaffirm reaffirms reaffirmed; announce announces announced; propose proposes proposed; predict "
    "predicts predicted; voice voices voiced; express expresses expressed"
)

# Verbs whose infinitive says what was said or wanted.
WANTING = (
    "want wants wanted; vow vows vowed; promise promises promised; pledge pledges pledged; hope hopes hoped; plan plans "
    "planned; threaten threatens threatened; intend intends intended; offer offers offered; refuse refuses refused; "
    "agree agrees agreed; seek seeks sought; decline declines declined; propose proposes proposed; expect expects "
    "expected"
)

FRONTED = re.compile(
    r"(?P<cue>according to)\s+(?P<source>[^,;:]{1,120}?),\s+"
    r"|(?P<cue2>in (?P<source2>his|her|their|its|the [\w\s-]{1,60}?['’]s|[A-Z][\w.\s-]{1,60}?['’]s?)"
    r" (?:own )?(?:words?|opinion|view|account|estimation|telling)),\s+"
    r"|(?P<cue3>(?:for|to) (?:his|her|their) mind),\s+",
    re.IGNORECASE,
)
CLOSING = re.compile(r",?\s+(?P<cue>according to)\s+(?P<source>[^;:]{1,160}?)(?=[.!?]*\s*$)", re.IGNORECASE)


def forms(listed: str) -> frozenset[str]:
    """The single words of one of the lists above."""
    return frozenset(word for group in listed.split(";") for word in group.split())


SAYING_FORMS, REPORTING_FORMS, OBJECT_FORMS, WANTING_FORMS = map(forms, (SAYING, REPORTING, OBJECT, WANTING))
QUOTING_FORMS = SAYING_FORMS | REPORTING_FORMS | OBJECT_FORMS
CUE = re.compile(r"\b(?:" + "|".join(sorted(QUOTING_FORMS | WANTING_FORMS, key=len, reverse=True)) + r")\b(?!['’])")
