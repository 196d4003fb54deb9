"""What made-up people wrote, on four matters and in some languages."""

from __future__ import annotations

WARD = (
    "My father waited nine hours for his tablets before anybody drove him home.",
    "The pharmacy closes at five and the ambulance crew left without him.",
    "I counted fourteen telephone calls about one paper bag of medicines.",
    "We want the discharge lounge to print the tablets list by noon.",
    "The porter, the ward clerk and the driver should see the same clock.",
    "A bed stands empty while somebody sits dressed on a plastic chair.",
)
KIDNEY = (
    "Dialysis three mornings a week leaves me cold and thirsty by lunchtime.",
    "The taxi to the renal unit often comes forty minutes late.",
    "My fistula was needled by eleven different nurses in a month.",
    "I would like patients to set up their own machine where they can.",
    "The satellite unit in Hollin has two chairs that nobody uses.",
)
TEEN = (
    "My daughter moved from the children's clinic to the adult diabetes clinic at sixteen.",
    "Nobody told the new consultant about her insulin pump.",
    "The adult waiting room had no one under sixty in it.",
    "We think a youth worker should sit in on the first two visits.",
    "Text messages work better than letters that her school never sees.",
)
MIDWIVES = (
    "I lead the community midwives and plan who visits which street.",
    "Our booking system gives each woman a different midwife every time.",
    "I can change the rota for the home birth team.",
    "Breastfeeding support ends on the tenth day because of a form.",
)
ON_WARD, ON_KIDNEY, ON_TEEN, ON_MIDWIVES = (" ".join(each) for each in (WARD, KIDNEY, TEEN, MIDWIVES))
PATIENTS = (" ".join(WARD[:4]), ON_KIDNEY, ON_TEEN)
STAFF = (" ".join(WARD[3:]), ON_MIDWIVES, " ".join(KIDNEY[1:4]) + " I manage the renal unit.")
LONG = " ".join((ON_WARD, ON_KIDNEY, ON_TEEN, ON_MIDWIVES) * 2)

FRENCH = (
    "J'ai attendu trois heures avec ma mère à la pharmacie de l'hôpital. Personne ne nous a expliqué pourquoi les "
    "médicaments n'étaient pas prêts. Je voudrais que chaque famille sache l'heure du départ."
)
POLISH = (
    "Moja babcia czekała cały dzień na wypis ze szpitala i nikt nie zadzwonił do rodziny. Leki były gotowe dopiero "
    "wieczorem. Chciałabym, żeby pielęgniarki i rodziny ustalały razem godzinę powrotu do domu."
)
WELSH = (
    "Bu fy nhad yn aros am ei dabledi drwy'r dydd cyn cael mynd adref o'r ysbyty. Doedd neb yn gwybod pryd y byddai'r "
    "ambiwlans yn dod. Hoffwn i bob teulu gael amser y gallant ddibynnu arno."
)
URDU = (
    "میرے والد کو اپنی دوائیوں کے لیے سارا دن انتظار کرنا پڑا۔ کسی نے ہمیں نہیں بتایا کہ گاڑی کب آئے گی۔ "
    "میں چاہتی ہوں کہ ہر خاندان کو گھر جانے کا وقت معلوم ہو۔"
)
