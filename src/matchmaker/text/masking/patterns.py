"""Ages, places of origin and contact details: found by pattern, as spans of a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from matchmaker.text.masking.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `[start, end)` of a sentence to be masked as `kind`; `role` says how the gap is closed."""

    start: int
    end: int
    kind: str
    role: str  # noun, describing, adjunct, name


_UNIT: Final = "one|two|three|four|five|six|seven|eight|nine"
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS: Final = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_WORD_AGE: Final = rf"(?:(?:{_TENS})(?:[ -](?:{_UNIT}))?|{_TEENS}|{_UNIT})"
_AGE: Final = rf"(?:1[01]\d|\d\d?|{_WORD_AGE})"
_GROWN_AGE: Final = (
    rf"(?:1[3-9]|[2-9]\d|(?:{_TENS})(?:[ -](?:{_UNIT}))?|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_DECADE: Final = r"(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|(?:[1-9]0)['’]?s)"
_AFTER: Final = r"(?=\s*(?:[,.;:)!?–—]|$)|\s+(?:and|but|or|when|now|then|this|next|last|in|with|years?|who|before|after|today|so|because|i|my)\b)"
_AGES: Final = re.compile(
    rf"\b(?:(?:at|from|by|around|since)\s+)?(?:the\s+)?age[ds]?\s+(?:of\s+)?(?:about\s+|around\s+|just\s+|only\s+)?{_AGE}(?:\s*(?:-|–|to|and)\s*{_AGE})?\b(?!\s*(?:%|per cent|and over|or over|plus|\+))"
    rf"|\b{_AGE}[ -]?(?:years?|yrs?|y)[ -](?:old|of\s+age)s?\b|\b\d\d?\s?(?:y/?o|yo)\b"
    rf"|\b(?:in|into|throughout|since)\s+(?:my|his|her|their|our)\s+(?:early\s+|mid[ -]?|late\s+)?{_DECADE}(?!\w)"
    rf"|\bin\s+(?:my|his|her|their)\s+{_WORD_AGE}(?:th|tieth|ieth)\s+year\b"
    rf"|(?<=\bi am )(?:now |nearly |almost |just |only )?{_AGE}{_AFTER}|(?<=\bi['’]m )(?:now |nearly |almost |just |only )?{_AGE}{_AFTER}"
    rf"|(?<=\bi was )(?:only |just |about )?{_AGE}{_AFTER}|(?<=\bshe is )(?:now |only )?{_AGE}{_AFTER}|(?<=\bhe is )(?:now |only )?{_AGE}{_AFTER}"
    rf"|(?<=\bshe was )(?:only )?{_AGE}{_AFTER}|(?<=\bhe was )(?:only )?{_AGE}{_AFTER}|(?<=\bwho is )(?:now |only )?{_AGE}{_AFTER}|(?<=\bwas )(?:only )?{_GROWN_AGE}(?=\s+when\b)"
    rf"|\b(?:since|when|until|till) (?:i|he|she|we|they) (?:was|were|am|is|turned) (?:only |just |about |nearly )?{_AGE}\b(?!\s+(?:weeks?|months?|stone|days?|hours?|minutes?|miles?|per|%))"
    rf"|(?<=\bi will be )(?:\w+\s)?{_AGE}{_AFTER}|(?<=\bi['’]ll be ){_AGE}{_AFTER}|\bborn\s+in\s+(?:19|20)\d\d\b|\bborn\s+in\s+the\s+(?:19|20)?\d0s\b"
    rf"|\b(?:turn(?:ed|ing|s)?|approaching|pushing|nearing|reach(?:ed|ing))\s+(?:my\s+)?{_GROWN_AGE}{_AFTER}"
    rf"|\bat\s+{_GROWN_AGE}(?=\s*(?:[,.;)!?]|$)|\s+(?:and|but|i|with|my|he|she|we)\b)"
    rf"|\b{_GROWN_AGE}(?:st|nd|rd|th|ieth)?\s+birthday\b|\bdate of birth:?\s*[\d/.-]{{6,10}}|\bd\.?o\.?b\.?:?\s*[\d/.-]{{6,10}}"
    rf"|\byears? (?:old|young)\b",
    re.IGNORECASE,
)
_CONTACTS: Final = re.compile(
    r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<![\w@])@[A-Za-z_]\w{2,30}"
    r"|\bhttps?://\S{1,200}|\bwww\.\S{1,200}"
    r"|(?<![\w.])(?:\+\d{1,3}[ -]?(?:\(0\)[ -]?)?|\(?0)\d{2,5}\)?(?:[ -]?\d{2,6}){1,3}(?![\w])"
    r"|(?<![\w.-])\d{3}[ -]\d{3}[ -]\d{4}(?!\w)|(?<![\w.-])\d{10}(?!\w)"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b"
    r"|\b\d{1,4}[A-Za-z]?,? (?:[A-Z][a-z]{1,20} ){1,3}(?:Road|Street|Avenue|Lane|Close|Crescent|Drive|Terrace|Gardens|Way|Court)\b"
)
_PLACE: Final = r"(?:(?:the|a|an|small|little|rural|north|south|east|west|town|village|city|farm|part|outside|near|of|in|northern|southern|central)\s+){0,5}[A-Z][\w’'-]{1,30}(?:[ -](?:and\s+)?[A-Z][\w’'-]{1,30}){0,3}"
_BROUGHT_UP: Final = (
    rf"\b(?:[Bb]orn(?:,? and (?:raised|bred|brought up|grew up|educated))?|[Rr]aised|[Bb]rought up|[Gg]r[eo]w(?:n|ing)? up|[Gg]rew|[Hh]ails?|[Oo]riginally(?: come| came)?"
    rf"|[Ee]migrated|[Ii]mmigrated|[Ff]led(?: here)?|(?:[Mm]y |[Oo]ur )(?:family|parents|mother|father|mum|dad|people|roots|ancestors|grandparents|wife|husband|partner|folks)(?: (?:is|are|was|were|come|comes|came|all|both|originally|moved|here|over)){{0,4}}"
    rf"|\b(?:I|[Ww]e)(?:['’]m| am|['’]re| are)? (?:both |all |originally )?(?:came|come|comes|moved|travelled|arrived|hail)?(?: here| over| to \w{{2,20}}(?: country)?){{0,2}})"
    rf"(?:(?: here)? (?:in|from|to|near|outside|between)) {_PLACE}"
)
_ORIGINS: Final = re.compile(
    _BROUGHT_UP
    + r"|\b[Bb]orn (?:abroad|overseas|outside (?:the UK|Britain|England|this country)|in (?:this|another|a different) country|here)\b"
    r"|\b[Bb]orn and (?:bred|raised|brought up)\b"
    r"|\b(?:[Cc]ame|[Cc]ome|[Mm]oved|[Aa]rrived|[Ff]led|[Bb]rought|[Ss]ettled|[Ee]migrated|[Ss]ent|[Mm]igrated)(?: \w{2,10})?(?: (?:here|over|across))? (?:to|in) (?:this country|the UK|the United Kingdom|Britain|Great Britain|England|Scotland|Wales|Northern Ireland)\b"
    r"|\b(?:[Cc]ame|[Mm]oved|[Ss]ettled|[Aa]rrived|[Ff]led) (?:over )?here (?=(?:as|in|from|when|aged|with|after|\d)\b)"
)
_FROM: Final = re.compile(
    r"\b(?:from|of)\s+((?:the\s+)?[A-Z][\w’'-]{1,20}(?:\s(?:and\s|of\s)?[A-Z][\w’'-]{1,20}){0,2})"
)
_TRAVEL: Final = re.compile(
    r"\b(?:back|flew|flown|flight|flights|holiday|trip|return(?:ed|ing)?|parcel|imported)\s+\Z", re.IGNORECASE
)
_DIGIT_OR_AGE: Final = re.compile(
    rf"\d|\b(?:{_UNIT}|{_TEENS}|{_TENS})|\b(?:age|years?|yrs?|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)",
    re.IGNORECASE,
)


def pattern_spans(sentence: str) -> list[Span]:
    """Ages, origins and contact details in `sentence`, in no particular order."""
    spans = []
    if _DIGIT_OR_AGE.search(sentence):
        spans += [Span(m.start(), m.end(), "age", _age_role(m[0])) for m in _AGES.finditer(sentence)]
    if (
        any(character.isdigit() or character == "@" for character in sentence)
        or "www." in sentence
        or "http" in sentence
    ):
        spans += [Span(m.start(), m.end(), "contact", "adjunct") for m in _CONTACTS.finditer(sentence)]
    spans += [Span(m.start(), m.end(), "migration", "adjunct") for m in _ORIGINS.finditer(sentence) if _tells(m[0])]
    return spans + list(_from_countries(sentence))


def _age_role(text: str) -> str:
    return "describing" if re.search(r"(?:old|o)s?\Z", text, re.IGNORECASE) else "adjunct"


def _tells(text: str) -> bool:
    """Whether the words found say where somebody is from, not merely where they went ("I to A&E")."""
    opened = re.match(r"(?:I|[Ww]e)\b", text)
    return not opened or (" from " in text and _is_country(text.rsplit(" from ", 1)[1])) or " originally " in text


def _from_countries(sentence: str) -> Iterator[Span]:
    for match in _FROM.finditer(sentence):
        if match[0].startswith("from") and _is_country(match[1]) and not _TRAVEL.search(sentence, 0, match.start()):
            yield Span(match.start(), match.end(), "nationality", "adjunct")


@cache
def _is_country(name: str) -> bool:
    low = name.lower()
    known = lexicon().countries
    return low in known or low.removeprefix("the ") in known or low.split()[0] in known
