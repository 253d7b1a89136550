"""Query parameters that say where a reader came from, and nothing about the page."""

import re

_ALWAYS = re.compile(
    r"utm_.*|mtm_.*|pk_(?:campaign|kwd|keyword|source|medium|content|cid|group|placement)|matomo_.*|piwik_.*|hsa_.*"
    r"|at_(?:medium|campaign|custom\d|bbc_team|format|link_\w+|ptr_name|creation|variant|network|platform|recipient_\w+)"
    r"|ns_(?:mchannel|source|campaign|linkname|fee|ige)|wt[._]\w+|ga_(?:source|medium|campaign|content|term)|_g[al]"
    r"|fbclid|fb_(?:action_\w+|source|ref)|gclid|gclsrc|dclid|[gw]braid|gad_\w+|msclkid|yclid|ysclid|twclid|ttclid"
    r"|li_fat_id|igshid|igsh|epik|mibextid|srsltid|rb_clickid|irclickid|irgwc|dicbo|oborigurl|_openstat|admitad_uid"
    r"|mc_[ce]id|mkt_tok|ml_subscriber(?:_hash)?|vero_(?:id|conv)|oly_(?:anon|enc)_id|_hsenc|_hsmi|__hs\w+|hsctatracking"
    r"|elqtrack(?:id)?|elqaid|elqat|elqcampaignid|elqak|_ke|_kx|_bta_[ct]id|trk(?:campaign|info|contact|msg|module|sid)?"
    r"|spm|scm|sc_(?:campaign|channel|content|medium|outcome|geo|country|publisher|detail|segment|cid)"
    r"|s_?cid|s_kwcid|ef_id|wickedid|cmp|cmpid|cmp_?id|ncid|nr_email_referer|ocid|icid|intcid|intcmp|icmp|smid|smtyp|emc"
    r"|mbid|bxid|cndid|ftag|xtor|taid|sref|srnd|guccounter|guce_referrer(?:_sig)?|soc_(?:src|trk)|\.?tsrc|yptr|__source"
    r"|ex_cid|cvid|wprov|ito|ico|ref_(?:src|url|source)|referrer|referer|__twitter_impression|amp_js_v|usqp"
    r"|unlocked_article_code|noredirect|replytocom|feedtype|feedname|rss|sf\d+|_cldee|sharetype|share_type"
    r"|__cf_chl_\w+|jsessionid|phpsessid|aspsessionid\w*|sessionid|_amp|amp(?:_\w+)?|dg_(?:campaign|source)",
    re.IGNORECASE,
)
_FEED = r"(?:rss|atom|feed|xml|syndication)(?:[-_.:].*|\d*)|.*[-_.:](?:rss|feed)"
_SOCIAL = r"twitter|x|tw|facebook|fb|linkedin|reddit|mastodon|bluesky|whatsapp|telegram|email|e-?mail|newsletter|social"
_WITH_VALUE = {  # parameters that track with such a value only: elsewhere they choose the page
    **dict.fromkeys(("source", "src", "from", "via", "partner", "medium", "channel", "mod", "origin", "format"), _FEED),
    **dict.fromkeys(
        ("ref", "r"), rf"{_FEED}|{_SOCIAL}|(?:[\w-]+\.)+[a-z]{{2,}}/?|hn|hackernews|producthunt|share|home(?:page)?"
    ),
    "share": _SOCIAL,
    "cid": _FEED,
    "output": r"amp",
    "outputtype": r"amp.*",
    "service": r"amp",
    "view": r"amp",
}
_VALUES = {name: re.compile(values, re.IGNORECASE) for name, values in _WITH_VALUE.items()}


_READER = re.compile(  # what follows a reader, and opens nothing: safe to drop from a link that people are given
    r"utm_.*|mtm_.*|pk_.*|matomo_.*|piwik_.*|hsa_.*|fbclid|g?braid|gclid|gclsrc|dclid|msclkid|yclid|twclid|ttclid"
    r"|igshid|mc_[ce]id|mkt_tok|_hsenc|_hsmi|vero_id|oly_(?:anon|enc)_id|cmpid|ncid",
    re.IGNORECASE,
)


def untracked(link: str) -> str:
    """The link without the parameters that follow its reader; everything else stays to the letter."""
    head, question, rest = link.partition("?")
    if not question:
        return link
    query, hash_, fragment = rest.partition("#")
    kept = [pair for pair in query.split("&") if not _READER.fullmatch(pair.partition("=")[0])]
    return f"{head}{'?' if kept else ''}{'&'.join(kept)}{hash_}{fragment}"


def tracks(name: str, value: str) -> bool:
    """Whether a parameter (decoded) only says where a reader came from."""
    name = name.lower()
    if name in _VALUES:
        return _VALUES[name].fullmatch(value) is not None
    return _ALWAYS.fullmatch(name) is not None
