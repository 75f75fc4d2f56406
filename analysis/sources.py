"""The noun phrase beside a cue that names who speaks, found without a parser by words and capitals."""

import re

from analysis.language import Span

LONGEST = 220

CONJUNCTIONS = (
    "and but or because although though while when if as so that which who whom whose since unless until whether than "
    "after before where how why what whatever"
)
ADVERBS = (
    r"(?:also|already|later|then|often|once|never|always|still|even|just|only|soon|now|first|again|previously|[a-z]+ly)"
)
AUXILIARIES = r"(?:has|have|had|is|was|were|are|been|be|would|could|will|did|does|do|may|might|can|not)"
PASSIVE = re.compile(r"\b(?:is|was|were|are|been|be|being)(?:\s+(?:not|n't|widely|often|also|[a-z]+ly))*\s*$")
MODIFIERS = re.compile(rf"(?:\s+(?:{ADVERBS}|{AUXILIARIES}))+\s*$")
PRONOUN = r"(?:he|she|they|we|i|it|you|who)"
DETERMINER = (
    r"(?:the|a|an|his|her|their|its|my|our|your|this|that|these|those|one|two|three|some|many|several|most|both|other|"
    r"another|all|no|few|another)"
)
STARTS = re.compile(rf"\b(?:{PRONOUN}|{DETERMINER}|[A-Z][\w.’'-]*|[a-z]+s)\b", re.IGNORECASE)
BOUNDARY = re.compile(rf"[;:—–()\"“”«»]|\s-\s|(?<!\w)(?:{'|'.join(CONJUNCTIONS.split())})(?!\w)", re.IGNORECASE)
PREPOSITION = re.compile(
    r"(?:on|in|at|by|for|with|from|during|after|before|under|over|to|of|about|despite|earlier|last|speaking|asked|"
    r"however|meanwhile|still|yet|instead|but|and|so|then|now|also|indeed|yesterday|today)\b",
    re.IGNORECASE,
)
NAME_AT_END = re.compile(
    rf"(?:{PRONOUN}|(?:{DETERMINER} [\w\s’'-]+|[A-Z][\w.’'-]*(?:\s+(?:of |the )*[A-Z][\w.’'-]*)*))$"
)
AFTER_STOP = re.compile(
    r"[.!?](?=\s|[\"”’']|$)|[;:—–\"“”«»]|\s-\s|\s(?:that|because|while|when|as|after|before|during|who|whom|if|since)\b|"
    r",\s+(?:who|which|and|but|as|adding|while|when|in|at|on|during|after|before|because|referring|noting|citing|"
    r"calling|according|to|with|speaking|saying|[a-z]+ing)\b"
)
AFTER_TAIL = re.compile(
    r"\s+(?:in|on|at|during|to|about|last|this|earlier|later|yesterday|today|via|by|from|"
    r"Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b(?! of).*$"
)


def before_cue(text: str, start: int, cue: int) -> Span | None:
    """The span of the noun phrase that is the subject of the verb at `cue`, in the clause that begins at `start`.

    "In his turn, Ann Lee, the mayor, also said" gives "Ann Lee, the mayor". None where no subject is to be seen, as
    in a passive ("was told") or behind a conjunction.
    """
    left = text[max(start, cue - LONGEST) : cue]
    base = cue - len(left)
    if PASSIVE.search(left):
        return None
    left = MODIFIERS.sub("", left).rstrip()
    apposition = left.endswith(",")
    left = left.rstrip(",").rstrip()
    first = 0
    for match in BOUNDARY.finditer(left):
        first = match.end()
    commas = [match.end() for match in re.finditer(",", left[first:])]
    if apposition and commas:
        first += commas[-2] if len(commas) > 1 else 0
    elif commas:
        first += commas[-1]
    phrase = left[first:]
    first += len(phrase) - len(phrase.lstrip())
    phrase = left[first:]
    if PREPOSITION.match(phrase):
        tail = NAME_AT_END.search(phrase)
        if not tail:
            return None
        first += tail.start()
        phrase = phrase[tail.start() :]
    if not phrase or len(phrase.split()) > 16 or not STARTS.match(phrase):
        return None
    return base + first, base + len(left)


def after_cue(text: str, cue_end: int, end: int) -> Span | None:
    """The span of the noun phrase that follows an inverted verb ("said Ann Lee, the mayor"), before `end`."""
    right = text[cue_end : min(end, cue_end + LONGEST)]
    match = re.match(rf"\s+(?={DETERMINER}\b|[A-Z]|{PRONOUN}\b|[a-z]+s\b)", right)
    if not match:
        return None
    begin = match.end()
    stop = AFTER_STOP.search(_without_titles(right), begin)
    phrase = right[begin : stop.start() if stop else len(right)]
    phrase = AFTER_TAIL.sub("", phrase).rstrip(" ,")
    if not phrase or len(phrase.split()) > 20:
        return None
    return cue_end + begin, cue_end + begin + len(phrase)


def _without_titles(text: str) -> str:
    """`text` with the full stops of abbreviations masked, so that "Mr. Lee" is one phrase."""
    return re.sub(r"\b(Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Prof|Rev|St|Jr|Sr|[A-Z])\.", r"\1_", text)
