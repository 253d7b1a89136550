"""Words so common that they tell one story from another badly: function words and the news's own."""

from bot.stories import words

_TEXT = """
a about above across after again against ago all almost along already also although always am among an and another any
anyone anything are around as ask at away back be became because become been before began being best better between big
both but by call came can case change come company could country day days did different do does down during each early
even ever every everyone everything expect far few find first five follow for former found four from full gave get give
go going good got great group had has have he help her here high him his hour how however i if in include into is issue
it its just keep know large last late later latest least less let life like likely live local long look lot made make
man many may me mean might million month more most much must my named national near need never new news next night no
not nothing now number of off official often old on once one only open or order other our out over own part people per
place plan point possible put question read really report right said same saw say second see seem set several she should
show since small so some something soon state still story such take tell ten than that the their them then there these
they thing think third this those though thousand three through time to today together told too took top toward try
two under until up us use used using very want was way we week well were what when where whether which while who whole
whose why will with within without woman work world would year years yes yesterday yet you your
"""

COMMON = frozenset(words.read(_TEXT).stems)
