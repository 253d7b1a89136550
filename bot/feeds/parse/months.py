"""The names of months in the languages of feeds, and of zones."""

import unicodedata

_MONTHS = (
    "jan january januar janvier januari gennaio gen enero ene janeiro styczen stycznia sty ocak январь января янв"
    " січня",
    "feb february februar fevrier fev fevr februari febbraio febrero fevereiro luty lutego lut subat февраля фев"
    " лютого",
    "mar march marz mars mrz maart marzo marco mrt marzec marca mart марта мар березня",
    "apr april avril avr aprile abril abr aprel kwiecien kwietnia kwi nisan апреля апр квітня",
    "may mai mei maggio mag mayo maio maj maja mayis мая май травня",
    "jun june juni juin giugno giu junio junho czerwiec czerwca cze haziran июня июн червня",
    "jul july juli juillet juil luglio lug julio julho lipiec lipca lip temmuz июля июл липня",
    "aug august aout augustus augusti agosto ago sierpien sierpnia sie agustos августа авг серпня",
    "sep sept september septembre settembre set septiembre setembro wrzesien wrzesnia wrz eylul сентября сен вересня",
    "oct october oktober okt octobre ottobre ott octubre outubro out pazdziernik pazdziernika paz ekim октября"
    " окт жовтня",
    "nov november novembre noviembre novembro listopad listopada lis kasim ноября ноя листопада",
    "dec december dezember dez decembre dicembre dic diciembre dezembro des desember grudzien grudnia aralik декабря"
    " дек грудня",
)
_ZONES = {  # hours east of UTC
    0.0: "z ut utc gmt wet",
    1.0: "bst west cet met mez",
    2.0: "cest mest mesz eet sast",
    3.0: "eest msk",
    5.5: "ist",
    8.0: "sgt hkt awst",
    9.0: "jst kst",
    9.5: "acst",
    10.0: "aest",
    11.0: "aedt",
    12.0: "nzst",
    13.0: "nzdt",
    -3.0: "brt art adt",
    -4.0: "edt ast",
    -5.0: "est et cdt",
    -6.0: "cst ct mdt",
    -7.0: "mst mt pdt",
    -8.0: "pst pt akdt",
    -9.0: "akst",
    -10.0: "hst",
}


def month_number(name: str) -> int:
    """1 to 12; 0 for a name we do not know."""
    return _MONTH_OF.get(_bare(name), 0)


def zone_hours(name: str) -> float:
    """Hours east of UTC by a zone's abbreviation; 0 for one we do not know."""
    return _HOURS_OF.get(name.lower(), 0.0)


def _bare(name: str) -> str:
    """A name in lower case without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(char))


_MONTH_OF = {_bare(name): number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_HOURS_OF = {name: hours for hours, names in _ZONES.items() for name in names.split()}
