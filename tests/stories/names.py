"""A few entities of our own, so that rules can be tried apart from the shipped lists."""

from collections.abc import Mapping

from bot.stories.entities import Gazetteer, read_lists

COMPANIES = """
tech = '''
whole-corp: Whole Corp
seeker: Seeker | ~Seekmail < whole-corp
mark: Mark Stores | ?Mark
'''
"""
COUNTRIES = """
north = '''
ge: ?Georgia
fr: France | ~French | ~Paris
'''
states = '''
us-ga: ?Georgia
'''
"""
AMBIGUOUS = """
[names]
Georgia = { "country:ge" = ["Tbilisi"], "country:us-ga" = ["Atlanta", "@in"] }
[words]
in = "in"
verbs = "says"
company = "shares"
given = "Anna"
"""
FILES = {"companies.toml": COMPANIES, "countries.toml": COUNTRIES, "ambiguous.toml": AMBIGUOUS}


def read_files(files: Mapping[str, str]) -> Gazetteer | tuple[str, ...]:
    """What comes of these texts."""
    return read_lists({name: text.encode() for name, text in files.items()})
