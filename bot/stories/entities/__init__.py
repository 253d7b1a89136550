"""Entities: companies, countries, people, laws and public bodies that an article names, in one pass over its words."""

from bot.stories.entities.entity import KINDS, Entity, Kind, Mention
from bot.stories.entities.gazetteer import Gazetteer
from bot.stories.entities.lists import read_lists
from bot.stories.entities.recognising import Mentions, recognise
from bot.stories.entities.shipped import gazetteer

__all__ = ["KINDS", "Entity", "Gazetteer", "Kind", "Mention", "Mentions", "gazetteer", "read_lists", "recognise"]
