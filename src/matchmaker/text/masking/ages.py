"""Ages of people: "54", "aged 54", "in my sixties"; never "8 weeks", "four nights" or "the over-75s clinic"."""

import re
from typing import Final

_UNIT: Final = "one|two|three|four|five|six|seven|eight|nine"
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_LATE_TEENS: Final = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TEENS: Final = f"ten|eleven|twelve|{_LATE_TEENS}"
_AGE: Final = rf"(?:1[01]\d|\d\d?|(?:{_TENS})(?:[ -](?:{_UNIT}))?|{_TEENS}|{_UNIT})"
_GROWN: Final = rf"(?:1[3-9]|[2-9]\d|(?:{_TENS})(?:[ -](?:{_UNIT}))?|{_LATE_TEENS})"
_DECADE: Final = r"(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|[1-9]0['’]?s)"
_ABOUT: Final = r"(?:(?:now|nearly|almost|just|only|over|under|well|past|about|around|rising|already|still) ){0,2}"
_ENDED: Final = r"(?=\s*(?:[,.;:)!?–—]|$)"
_THEN: Final = (
    _ENDED
    + r"|\s+(?:and|but|or|when|now|then|this|next|last|in|with|who|before|after|today|so|because|i|my|years? young)\b)"
)
_NO_UNIT: Final = r"(?!\s*(?:%|per\b|weeks?|months?|stone|days?|hours?|minutes?|miles?|and over|or over|plus|\+))"
_PRONOUN: Final = r"(?:i|he|she|we|they)"
_SOMEBODY_IS: Final = (
    "i am",
    "i['’]m",
    "im",
    "i was",
    "she is",
    "he is",
    "she['’]s",
    "he['’]s",
    "she was",
    "he was",
    "who is",
    "who was",
)
_MONTHS: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
# In each pattern the words before a look-behind's end stay: "I am 54 and …" loses "54", "aged 54" goes whole.
_PATTERNS: Final = (
    rf"\b(?:(?:at|from|by|around|since)\s+)?(?:the\s+)?age[ds]?\s+(?:of\s+)?{_ABOUT}{_AGE}"
    rf"(?:\s*(?:-|–|to|and)\s*{_AGE})?\b{_NO_UNIT}",
    rf"\b{_AGE}[ -]?(?:years?|yrs?|y)[ -](?:old|of\s+age)s?\b",
    r"\b\d\d?\s?(?:y/?o|yo)\b",
    rf"\b(?:in|into|throughout|since|entering)\s+(?:my|his|her|their|our|your)\s+"
    r"(?:(?:very )?(?:early|mid|late)[ -])?"
    rf"{_DECADE}(?!\w)",
    r"\bin\s+(?:my|his|her|their)\s+\w{4,10}(?:th|st|nd|rd)\s+year\b(?! (?:of|as|at|in|on))",
    rf"\b(?:since|when|until|till)\s+{_PRONOUN}\s+(?:was|were|am|is|turned|reached)\s+{_ABOUT}{_AGE}\b{_NO_UNIT}",
    *(rf"(?<=\b{subject} ){_ABOUT}(?!one\b){_AGE}{_THEN}" for subject in _SOMEBODY_IS),
    *(rf"(?<=\b{subject} )(?:be |soon be )?{_ABOUT}(?!one\b){_AGE}{_THEN}" for subject in ("i will", "i['’]ll")),
    rf"\bborn\s+in\s+(?:{_MONTHS}\s+|the\s+)?(?:19|20)?\d0s\b|\bborn\s+(?:in|on)\s+(?:\d\d?(?:st|nd|rd|th)?\s+)?(?:{_MONTHS}\s+)?(?:19|20)\d\d\b",
    rf"\b(?:turn(?:ed|ing|s)?|approaching|pushing|nearing|reach(?:ed|ing))\s+(?:my\s+)?{_GROWN}{_THEN}",
    rf"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bstands )(?<!\bstuck )\bat\s+{_GROWN}"
    rf"{_ENDED}|\s+(?:and|but|i|with|my|he|she|we)\b)",
    rf"\b{_GROWN}(?:st|nd|rd|th)?\s+birthday\b|\b\w{{3,6}}tieth\s+birthday\b",
    r"\b(?:date of birth|d\.?o\.?b\.?)\s?:?\s*[\d/.-]{6,10}",
    r"\byears?\s+(?:old|young)\b",
    r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)[ -]something\b",
)
_AGES: Final = re.compile("|".join(_PATTERNS), re.IGNORECASE)
_MAY_BE: Final = re.compile(
    r"\d|\bage|ties\b|teens\b|years?[ -](?:old|young)|something|birthday|\bd\.?o\.?b\b|th year"
    r"|\b(?:was|is|am|im|be|at|turn\w*|approaching|pushing|nearing|reach\w+|now|nearly|almost|only|just|about|over|my)\s+"
    rf"(?:{_TENS}|{_TEENS}|{_UNIT})\b|['’][ms] (?:\w+ )?(?:{_TENS}|{_TEENS}|{_UNIT})\b",
    re.IGNORECASE,
)
_DESCRIBES: Final = re.compile(r"(?:old|o|something)s?\Z", re.IGNORECASE)


def ages(sentence: str) -> list[tuple[int, int, bool]]:
    """Start and end of each age in `sentence`, and whether it describes a noun ("54-year-old")."""
    if not _MAY_BE.search(sentence):
        return []
    service = "service" in sentence
    return [
        (match.start(), match.end(), bool(_DESCRIBES.search(match[0])))
        for match in _AGES.finditer(sentence)
        if not (service and match[0][:3].lower() == "at ")  # "adult services begin at eighteen" is about the service
    ]
