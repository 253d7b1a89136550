"""Words that headlines use for one another, as stems: each group's first word stands for all of it.

Only English, and only words that seldom tell two events apart where the rest of a headline agrees: a country and its
people, an athlete and a competitor, to win and to claim. Opposites never share a group.
"""

from bot.stories.cluster.common import SHARES
from bot.stories.words import stem

_PLACES = """
    usa america american americans | britain british uk gb | japan japanese | china chinese | india indian
    russia russian | france french | germany german | italy italian | spain spanish | brazil brazilian
    australia australian aussie | canada canadian | mexico mexican | korea korean | taiwan taiwanese
    israel israeli | iran iranian | iraq iraqi | turkey turkish | greece greek | sweden swedish | norway norwegian
    denmark danish | finland finnish | netherlands dutch | belgium belgian | switzerland swiss | austria austrian
    poland polish | ireland irish | scotland scottish | wales welsh | portugal portuguese | ukraine ukrainian
    hungary hungarian | czechia czech | romania romanian | bulgaria bulgarian | serbia serbian | croatia croatian
    slovenia slovenian | slovakia slovak | georgia georgian | kazakhstan kazakh | nigeria nigerian | kenya kenyan
    ghana ghanaian | uganda ugandan | egypt egyptian | ethiopia ethiopian | tunisia tunisian | algeria algerian
    morocco moroccan | zimbabwe zimbabwean | zambia zambian | guinea guinean | philippines philippine filipino
    indonesia indonesian | malaysia malaysian | singapore singaporean | thailand thai | vietnam vietnamese
    pakistan pakistani | bangladesh bangladeshi | nepal nepali nepalese | argentina argentine argentinian
    chile chilean | colombia colombian | cuba cuban | venezuela venezuelan | ecuador ecuadorian | peru peruvian
    bolivia bolivian | jamaica jamaican | bermuda bermudian | samoa samoan | fiji fijian | tonga tongan
    syria syrian | afghanistan afghan | lebanon lebanese | jordan jordanian | qatar qatari | europe european
    africa african | asia asian | california californian | texas texan
"""
_WORDS = """
    covid coronavirus corona virus covid19 | athlete athletes olympian competitor | fan fans spectator spectators
    child children kid kids | baby babies infant | teen teens teenager teenage | woman women female | man men male
    medalist medallist medal | win wins won winning claim clinch bag grab scoop snatch | drop scrap abandon ditch shelve
    withdraw withdrawn pull quit | ban bar barred outlaw prohibit forbid | launch unveil introduce debut
    buy bought acquire acquisition purchase takeover | sue lawsuit suit | die died dead death
    kill killed slay slain | hack hacked hacker breach | company firm | police cop
    storm typhoon hurricane cyclone | chief ceo boss head | begin began begun start open kick commence
    say said tell told | plan propose proposal | scan scanning scanner
    fire fired sack sacked dismiss oust | cut cuts layoff | rise rose surge jump soar climb
    fall fell slump plunge tumble | cancel cancelled postpone | fight battle | car vehicle automobile
    phone smartphone handset | picture photo image | movie film | help assist aid | show reveal | doctor physician
    job employ | flee fled escape | arrest detain | probe investigate investigation | accuse allege
    ruling verdict | lawmaker legislator | attorney lawyer | injure hurt | blaze wildfire | quake earthquake
    blast explosion explode | deal agreement pact | talks negotiate negotiation | vote ballot | rival opponent
    beat defeat | star superstar | coach manager trainer | schedule timetable | worker employee staff
    student pupil | school schools classroom | hospital clinic | vaccine vaccination jab vaccinate | jail prison
"""


def _heads(groups: str) -> dict[str, str]:
    heads: dict[str, str] = {}
    for group in groups.replace("\n", " | ").split("|"):
        stems = [stem(word) for word in group.split()]
        heads.update((one, heads.get(one, stems[0])) for one in stems)
    return heads


def _gathered(shares: dict[str, int]) -> dict[str, int]:
    """A head is as common as the commonest word of its group."""
    gathered: dict[str, int] = {}
    for one, share in shares.items():
        head = HEADS.get(one, one)
        gathered[head] = max(gathered.get(head, 0), share)
    return gathered


HEADS: dict[str, str] = _heads(_PLACES + _WORDS)  # of the words in a group; any other stem stands for itself
COMMON: dict[str, int] = _gathered(SHARES)  # in how many of `common.TEXTS` each stands, its group with it
