"""A feed that nobody serves."""

DEAD_FEED = """[[feeds]]
source = "Dead Gazette"
url = "http://127.0.0.1:9/feed.xml"
category = "press"
language = "en"
tier = 2
"""
