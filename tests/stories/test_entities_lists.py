"""The lists of entities: what ships is whole, and what is wrong with a file is told."""

import re

import pytest

from bot.stories.entities import KINDS, Gazetteer, Kind, gazetteer
from tests.stories.names import FILES, read_files

# ISO 3166-1 alpha-2, all that are assigned.
ISO = """
 ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by
bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm
fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it
je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn
mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt
pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl
tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
"""


def keys(kind: str) -> set[str]:
    return {entity.key for entity in gazetteer().entities.values() if entity.kind == kind and entity.names}


def test_every_country_of_the_standard_is_there_and_no_other() -> None:
    assert {key for key in keys("country") if "-" not in key} == set(ISO.split())
    assert len(set(ISO.split())) == 249


def test_states_and_provinces_belong_to_their_countries() -> None:
    lengths = {"us": 51, "ca": 13, "gb": 4}  # with the capital's district
    for code, length in lengths.items():
        parts = [
            one for one in gazetteer().below[f"country:{code}"] if re.fullmatch(rf"country:{code}-[a-z]{{2,3}}", one)
        ]
        assert len(parts) == length
    assert "country:us" in gazetteer().above["country:us-ca"]


@pytest.mark.parametrize(
    ("kind", "least"), [("company", 600), ("person", 300), ("regulator", 150), ("law", 100), ("country", 300)]
)
def test_the_lists_are_long(kind: str, least: int) -> None:
    assert len(keys(kind)) >= least


def test_keys_are_plain() -> None:
    wrong = [
        id_ for id_ in gazetteer().entities if not re.fullmatch(rf"({'|'.join(KINDS)}):[a-z0-9]+(-[a-z0-9]+)*", id_)
    ]
    assert wrong == []


def test_whoever_is_listed_is_found_by_key_and_by_name() -> None:
    known = gazetteer()
    for entity in known.entities.values():
        assert known.known_as(entity.kind, entity.key) == (entity,)
        for name in entity.names:
            assert entity in known.known_as(entity.kind, name.text, weakly=True) or known.entities.get(
                f"{entity.kind}:{'-'.join(name.text.casefold().split())}"
            ), name


def test_a_whole_has_its_parts_and_a_part_not_its_whole() -> None:
    below = gazetteer().below
    assert {"company:google", "company:youtube", "company:deepmind"} <= below["company:alphabet"]
    assert "company:alphabet" not in below["company:google"]
    assert "company:clearview-ai" in below["company:biometrics"]
    assert "country:fr" in below["country:europe"]
    assert gazetteer().held("company:google", strict=True) == {"company:google"}


def test_a_file_of_ours_is_read() -> None:
    read = read_files(FILES)
    assert isinstance(read, Gazetteer)
    assert [one.id for one in read.known_as(Kind.COMPANY, "whole corp")] == ["company:whole-corp"]
    assert [one.id for one in read.known_as(Kind.COUNTRY, "Paris")] == []
    assert [one.id for one in read.known_as(Kind.COUNTRY, "Paris", weakly=True)] == ["country:fr"]
    assert {one.id for one in read.known_as(Kind.COUNTRY, "georgia")} == {"country:ge", "country:us-ga"}


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("companies.toml", "mark: Mark", "seeker: Mark", "company:seeker is there twice"),
        ("companies.toml", "< whole-corp", "< nobody", "there is no company:nobody"),
        ("companies.toml", "whole-corp: Whole Corp", "Whole Corp <", "is no line"),
        (
            "companies.toml",
            "whole-corp: Whole Corp",
            "whole-corp: Seeker",
            "“seeker” names company:seeker and company:whole",
        ),
        ("companies.toml", "~Seekmail", "SEEKER", "“seeker” stands twice with company:seeker"),
        ("companies.toml", "tech =", "tech", "this is no TOML"),
        ("ambiguous.toml", '"country:us-ga" = ["Atlanta", "@in"]', "", "no rule of ambiguous.toml tells them apart"),
        ("ambiguous.toml", '"@in"', '"@inside"', "“@inside”, which is no condition"),
        ("ambiguous.toml", '"Tbilisi"', '"country:xx"', "asks for country:xx, which there is not"),
        ("ambiguous.toml", "Georgia =", "Franconia =", "is no name with a ? of country:ge"),
    ],
)
def test_what_is_wrong_with_a_list_is_told(file: str, old: str, new: str, says: str) -> None:
    faults = read_files(FILES | {file: FILES[file].replace(old, new)})
    assert isinstance(faults, tuple)
    assert any(says in fault for fault in faults), faults


NO_KEYS = 'companies.toml: `[former]` takes lines of the form `old-key = "new-key"` alone'
FORMER = '[former]\nsearcher = "seeker"\n'


def test_a_key_that_was_still_names_whom_it_named() -> None:
    read = read_files(FILES | {"companies.toml": f"{FILES['companies.toml']}{FORMER}"})
    assert isinstance(read, Gazetteer)
    assert [one.id for one in read.known_as(Kind.COMPANY, "Searcher")] == ["company:seeker"]
    assert read.known_as(Kind.PERSON, "searcher") == ()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            'searcher = "nobody"',
            "`[former]`: there is no company:nobody to take company:searcher's place: name a key of the lists",
        ),
        ('mark = "seeker"', "company:mark is no former key: the lists have it"),
        ("searcher = 1", NO_KEYS),
    ],
)
def test_a_former_key_is_one_no_more_and_its_place_is_taken(line: str, fault: str) -> None:
    assert read_files(FILES | {"companies.toml": f"{FILES['companies.toml']}[former]\n{line}\n"}) == (fault,)


@pytest.mark.parametrize("value", ['"x"', "1", '["seeker"]', "{ searcher = 1 }"])
def test_former_keys_are_a_table_of_texts(value: str) -> None:
    faults = read_files(FILES | {"companies.toml": f"former = {value}\n{FILES['companies.toml']}"})
    assert faults == (NO_KEYS,)


def test_lists_of_other_rooms_are_left_alone() -> None:
    assert isinstance(read_files(FILES | {"outlets.toml": "no TOML"}), Gazetteer)
