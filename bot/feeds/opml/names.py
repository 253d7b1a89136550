"""The attributes that OPML has no name for: ours, in a namespace, so that an export can be read back whole."""

NAMESPACE = "urn:presswatch:feeds"
TIER = "presswatch:tier"
FALLBACKS = "presswatch:fallbacks"  # addresses, parted by blanks
