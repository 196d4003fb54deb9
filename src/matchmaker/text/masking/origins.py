"""Where people come from: "born in Lagos", "from Ghana". Elsewhere the name of a place stays."""

import re
from functools import cache
from typing import Final

from matchmaker.text.masking.lexicon import lexicon

_CAPITAL: Final = r"[^\W\d_a-z][\w’'-]{1,30}"
_HERE: Final = (
    "(?:this country|the UK|the United Kingdom|Britain|Great Britain|England|Scotland|Wales|Northern Ireland)"
)
_LEADING: Final = (
    r"(?:(?:the|a|an|small|little|rural|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|northern|southern|central"
    r"|town|village|city|farm|part|outside|near|of|in)\s+){0,5}"
)
_PLACE: Final = rf"{_LEADING}{_CAPITAL}(?:[ -](?:and\s+)?{_CAPITAL}){{0,3}}"
_KIN: Final = (
    "(?:[Mm]y |[Oo]ur |[Bb]oth my )"
    "(?:family|parents|mother|father|mum|dad|people|roots|ancestors|grandparents|wife|husband|partner|folks)"
    "(?: (?:is|are|was|were|come|comes|came|all|both|originally|moved|here|over)){0,4}"
)
_RAISED: Final = (
    "(?:[Bb]orn(?:,? and (?:raised|bred|brought up|grew up|educated))?|[Rr]aised|[Bb]rought up"
    "|[Gg]r[eo]w(?:n|ing)? up|[Gg]rew"
    "|[Hh]ails?|[Oo]riginally(?: come| came)?|[Ee]migrated|[Ii]mmigrated|[Mm]igrated|[Ff]led(?: here)?"
    "|[Cc]hildhood(?: was)?)"
)
_I_CAME: Final = (
    r"(?:I|[Ww]e)(?:['’]m| am|['’]re| are)? (?:both |all |originally )?"
    r"(?:came|come|comes|moved|travelled|arrived|hail)?"
    r"(?: here| over| to \w{2,20}(?: country)?){0,2}"
)
_CAME_TO: Final = (
    "(?:[Cc]ame|[Cc]ome|[Mm]oved|[Aa]rrived|[Ff]led|[Bb]rought|[Ss]ettled|[Ee]migrated|[Ss]ent|[Mm]igrated)"
)
_GREW: Final = re.compile(rf"\b(?:{_RAISED}|{_KIN})(?: here)? (?:in|from|to|near|outside|between) {_PLACE}")
_CAME: Final = re.compile(rf"\b{_I_CAME} from (?P<place>{_PLACE})")
_TOLD: Final = re.compile(
    rf"\b{_CAME_TO}(?: \w{{2,10}})?(?: (?:here|over|across))? (?:to|in) {_HERE}\b"
    rf"|\b(?:[Cc]ame|[Mm]oved|[Ss]ettled|[Aa]rrived|[Ff]led)(?: over)? here "
    r"(?=(?:as|in|from|when|aged|with|after|\d)\b)"
    rf"|\b[Bb]orn (?:abroad|overseas|outside {_HERE}|in (?:this|another|a different) country|here)\b"
    r"|\b[Bb]orn and (?:bred|raised|brought up)\b"
    r"|\b[Ff]led (?:the |a )?(?:civil )?"
    r"(?:war|violence|fighting|persecution|conflict|regime|country|dictatorship|genocide)"
    r"(?: in [^\W\d_a-z]\w{1,30})?"
    rf"|\b[Ff]led (?:the )?{_CAPITAL}"
    rf"|\b(?:lived|living|been|stayed) in {_HERE}(?= (?:for|since|all|most|\w+ years)\b)"
)
_FROM: Final = re.compile(rf"\bfrom\s+(?P<place>(?:the\s+)?{_CAPITAL}(?:\s(?:and\s|of\s)?{_CAPITAL}){{0,2}})")
_LEFT: Final = re.compile(rf"\b(?:I|[Ww]e|they) left (?P<place>(?:the )?{_CAPITAL})")
_TRAVEL: Final = re.compile(
    r"\b(?:back|flew|flown|flights?|holiday|trip|return(?:ed|ing)?|parcel|imported)\s+\Z", re.IGNORECASE
)


def origins(sentence: str) -> list[tuple[int, int, str]]:
    """Start, end and kind (migration, nationality) of each place of origin told in `sentence`."""
    found = [(m.start(), m.end(), "migration") for regex in (_GREW, _TOLD) for m in regex.finditer(sentence)]
    found += [(m.start(), m.end(), "migration") for m in _CAME.finditer(sentence) if _is_country(m["place"])]
    found += [(m.start(), m.end(), "migration") for m in _LEFT.finditer(sentence) if _is_country(m["place"])]
    for match in _FROM.finditer(sentence):
        if _is_country(match["place"]) and not _TRAVEL.search(sentence, max(0, match.start() - 12), match.start()):
            found.append((match.start(), match.end(), "nationality"))
    return found


@cache
def _countries() -> frozenset[str]:
    known = lexicon().countries
    return known | {name.removeprefix("the ") for name in known}


def _is_country(name: str) -> bool:
    low = name.lower()
    return low.removeprefix("the ") in _countries() or low.split()[0] in _countries()
