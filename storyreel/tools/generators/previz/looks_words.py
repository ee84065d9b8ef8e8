"""The words of an appearance, by what they say of body, head and hair. `looks` reads them; nothing is drawn here."""

from __future__ import annotations

from typing import Literal

__all__ = [
    "AGES",
    "BEARDS",
    "DARK_HAIRS",
    "EYES",
    "FAIR_SKINS",
    "HAIRS",
    "OLD_HAIRS",
    "SKINS",
    "SKIN_WORDS",
    "STYLES",
    "Age",
]

Age = Literal["child", "teen", "adult", "old"]

AGES: tuple[tuple[Age, str], ...] = (
    ("child", "child, kid, boy, girl, little boy, little girl, toddler, schoolboy, schoolgirl, children, 孩, 童"),
    ("old", "old, elderly, aged, ancient, grandmother, grandfather, grandma, grandpa, granny, wizened, wrinkled, hoary, retired,"
     " white haired, white hair, grey haired, gray haired, silver haired, sixties, seventies, eighties, nineties, 老, 爷, 奶"),
    ("teen", "teen, teenage, teenager, adolescent, youth, lad, 少年, 少女"),
)  # fmt: skip
FAIR_SKINS = (0xF1CDB0, 0xE8B98F, 0xF3D5BE, 0xEBC3A0)
SKINS = (0xF1CDB0, 0xE8B98F, 0xDDA77B, 0xC98D62, 0xA9714B, 0x8A5836, 0x6B4128, 0xF3D5BE)
SKIN_WORDS = (
    (0x5A3622, "black skin, very black, ebony, african, nigerian, ethiopian, kenyan, jamaican, zulu, black skinned"),
    (0x86563A, "dark skinned, dark skin, dark complexion"),
    (
        0x9A6440,
        "brown skin, brown skinned, indian, pakistani, moor, moorish, tanned dark, latina, latino, mexican, arab, persian",
    ),
    (
        0xC98D62,
        "olive skin, olive skinned, tanned, weathered, swarthy, sunburnt, sunburned, mediterranean, bronzed, tawny,"
        " dark complexioned",
    ),
    (0xE9C9B4, "fair skin, fair skinned, porcelain, wan, pallid, freckled, freckles, pale skinned, ashen, bloodless"),
    (0x9DA7B1, "robot, android, cyborg"),
    (0xC4D6DE, "ghost, spectre, phantom, spirit, apparition"),
    (0x8FB37A, "alien, goblin, orc, troll"),
)
HAIRS = (0x2B211D, 0x3B2A20, 0x5A3A25, 0x7A5230, 0xA57B47, 0xD3AE69, 0x8C3F20, 0x1E1B1E, 0x4A3327)
DARK_HAIRS = (0x1E1B1E, 0x231D1C, 0x2B211D)
OLD_HAIRS = (0xB9B7B4, 0xD8D6D2, 0x8E8C8A, 0xE9E6E0)
STYLES: tuple[tuple[str, str], ...] = (
    ("bald", "bald, no more hair, no hair, without hair, shaved head, hairless, shaven head, shaven headed, 光头"),
    ("receding", "balding, receding, thinning hair, thinning, bald forehead, bald crown"),
    (
        "bun",
        "bun, chignon, updo, hair up, pinned up, hair pinned, topknot, tied up, hair in a knot, snood, into a net,"
        " two plain divisions",
    ),
    ("ponytail", "ponytail, pony tail, tied back, hair back, pulled back"),
    ("braids", "braid, braided, plait, plaited, pigtails, plaits, dreadlocks, cornrows"),
    ("afro", "afro"),
    (
        "curly",
        "curly, curls, ringlets, frizzy, wild hair, tousled, unruly, messy hair, curled, woolly hair, wavy, crisply curling",
    ),
    ("bob", "bob, bobbed, shoulder length, chin length"),
    (
        "long",
        "long hair, long haired, flowing hair, long dark hair, long black hair, long blonde hair, long brown hair,"
        " long red hair, wavy hair, 长发",
    ),
    ("spiky", "spiky, mohawk, punk"),
    ("crop", "crew cut, cropped, buzz cut, close cropped, shaven sides, short cropped, military cut, stubbly hair"),
    ("parted", "slicked, slicked back, parted, side parting, neat hair, combed, pomaded, smooth hair"),
    ("short", "short hair, short haired, pixie, 短发"),
)
BEARDS: tuple[tuple[str, str], ...] = (
    ("", "clean shaven, beardless, cleanshaven"),
    ("long", "long beard, flowing beard, great beard, long black beard, long white beard, long grey beard, long gray beard,"
     " flowing black beard, flowing white beard, long flowing black beard, long red beard, long brown beard,"
     " beard down, beard to"),
    ("walrus", "long moustache, long white moustache, long black moustache, long grey moustache, heavy moustache,"
     " drooping moustache,"
     " walrus moustache, great moustache, thick moustache, bushy moustache, big moustache, moustaches"),
    ("goatee", "goatee, van dyke, pointed beard"),
    ("whiskers", "whiskers, side whiskers, sideburns, mutton chops, sidewhiskers"),
    ("full", "beard, bearded, hair about his face, 胡子, 胡须"),
    ("moustache", "moustache, mustache"),
    ("stubble", "unshaven, stubbled, stubbly chin, stubble on his chin, days of stubble, wiry chin"),
)  # fmt: skip
EYES = (0x5A3B24, 0x3F5B3C, 0x3E6A94, 0x4A3020, 0x6E7F8C, 0x7A5A2E)
