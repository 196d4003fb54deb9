"""Words of illness, care and service are the topic: masking leaves them alone."""

import pytest

from matchmaker.text.mask import mask

TOPICS = [
    "I was in labour for 30 hours on the labour ward.",
    "The white coat and the black mould made my asthma worse.",
    "My mother has dementia and I am her carer.",
    "My son's seizures began at 14 months.",
    "I use a wheelchair and I am disabled.",
    "I am Deaf.",
    "The children's ward and the women's health clinic share one reception.",
    "Conservative treatment failed.",
    "The Polish interpreter never came, so my daughter translated.",
    "We need leaflets in Bengali and Urdu.",
    "The Marie Curie nurse and the Macmillan nurse came to Hope House.",
    "I have young onset Parkinson's, not Crohn's or Alzheimer's.",
    "Charles Bonnet syndrome gives me visions.",
    "The Hickman line and the Zimmer frame were mine.",
    "I volunteer with Healthwatch and the British Heart Foundation.",
    "Rose ward, St Mary's Hospital and Guy's are near.",
    "Will the ward open in May? Mark the box on page two.",
    "I waited 8 weeks, then four nights in A&E, until 3.30 pm on 01/02/2024.",
    "I am 12 weeks pregnant and 20 minutes away.",
    "The over-75s clinic has 20 places.",
    "Adult services begin at eighteen.",
    "I run the gender identity clinic.",
    "Our church runs a lunch club for people with diabetes.",
    "I was left alone, straight after surgery, on my right side.",
    "The drip pole was broken.",
    "I had German measles.",
    "I am a midwife with a learning disability.",
    "Sickle cell runs in our street.",
    "I'm Diabetic and I am Chair of the patient panel.",
    "I have a mass in my breast.",
    "I am single-handed at night.",
    "The borough as a whole is at 86.",
    "I was never asked, and then six women spoke at once.",
    "The lunch club meets in the Methodist hall.",
    "Male mortality fell.",
]


@pytest.mark.parametrize("text", TOPICS)
def test_a_text_about_care_comes_back_as_it_was(text: str) -> None:
    result = mask(text)

    assert (result.text, result.masked, result.dropped_sentences) == (text, (), 0)
