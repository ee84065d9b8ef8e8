"""The kinds of sets, and the words that ask for them: a place nobody has a word for becomes a plain room or open ground.

Each kind is data (`Layout`); small things (which picture, which colour of the wall) are drawn by chance from the place's name
and the world's seed, so that a place looks the same in every shot of a film.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from storyreel.tools.generators.previz.chance import pick, spread
from storyreel.tools.generators.previz.layout import Decor, Layout, Piece
from storyreel.tools.generators.previz.openair import OPEN_AIR
from storyreel.tools.generators.previz.words import COLOURS, first_of, shade, tokens

__all__ = ["KINDS", "layout_of"]

Seed = tuple[str, int]
Maker = Callable[[Seed], Layout]

_WORDS: tuple[tuple[str, str], ...] = (
    ("kitchen", "kitchen, scullery, galley, pantry, bakery, 厨房"),
    ("bedroom", "bedroom, bedchamber, nursery, dormitory, hotel room, motel, bed chamber, boudoir, 卧室"),
    ("hospital", "hospital, ward, clinic, surgery, infirmary, operating, morgue, asylum, 医院"),
    ("classroom", "classroom, class room, school, schoolroom, lecture, laboratory, lab, 教室"),
    ("library", "library, study, archive, bookshop, bookstore, den, professor, 图书馆, 书房"),
    ("office", "office, bureau, boardroom, meeting room, conference, newsroom, police station, headquarters, reception, courtroom,"
     " interrogation, workshop, studio, garage, 办公室"),
    ("bar", "bar, pub, tavern, inn, saloon, alehouse, nightclub, club, speakeasy, cellar, 酒吧"),
    ("cafe", "cafe, café, coffee, coffee house, tearoom, tea room, restaurant, diner, bistro, canteen, dining car, 咖啡"),
    ("shop", "shop, store, market stall, supermarket, grocery, pharmacy, boutique, pawnshop, 商店"),
    ("cell", "cell, prison, dungeon, jail, gaol, crypt, vault, tomb, cave, mine, tunnel, bunker, basement, cavern, 监狱"),
    ("church", "church, chapel, cathedral, abbey, monastery, temple, nave, vestry, 教堂"),
    ("greathall", "great hall, throne, palace, ballroom, castle hall, banquet, castle, court, hall of, fortress, 城堡, 宫"),
    ("compartment", "compartment, railway carriage, train carriage, carriage, bus, aeroplane, airplane, cabin of a plane, train, car, taxi"),
    ("bridge", "spaceship, spacecraft, starship, space station, control room, cockpit, submarine, control, reactor, moon base, 飞船"),
    ("stagehouse", "theatre, theater, stage, auditorium, rehearsal, opera, limbo, void, black box, 舞台"),
    ("cabin", "cabin, hut, cottage, log cabin, barn, attic, loft, farmhouse, lodge, tent, stable, shed, croft, inn room"),
    ("corridor", "corridor, hallway, hall, lobby, staircase, stairs, landing, passage, foyer, vestibule, lift, elevator, entrance, 走廊"),
    ("drawingroom", "drawing room, drawingroom, parlour, parlor, salon, sitting room, morning room, dining room, manor, villa, mansion,"
     " furnished room, boudoir, smoking room"),
    ("livingroom", "living room, livingroom, lounge, apartment, flat, house, home, den, room in a house, motel room, 客厅, 家"),
)  # fmt: skip

_OUTSIDE: tuple[tuple[str, str], ...] = (
    ("battlements", "battlement, battlements, ramparts, castle walls, castle wall, platform before the castle, keep, courtyard, castle, fortress,"
     " terrace, balcony, rooftop, roof, tower, 阳台, 院子"),
    ("station", "station, railway platform, train platform, platform, airport, bus stop, depot, 车站"),
    ("deck", "ship, deck, boat, yacht, quarterdeck, raft, ferry, sailboat"),
    ("beach", "beach, shore, seaside, coast, sea, ocean, harbour, harbor, dock, pier, quay, island, sand dunes, 海滩, 海边, 海"),
    ("waterside", "river, lake, pond, stream, bridge, canal, waterside, riverbank, bank, swamp, 河, 湖"),
    ("forest", "forest, wood, woods, jungle, grove, woodland, thicket, glade, 森林, 树林"),
    ("garden", "garden, park, orchard, lawn, backyard, yard, greenhouse, conservatory, vineyard, hedge, playground, gazebo, 花园, 公园"),
    ("graveyard", "graveyard, cemetery, churchyard, grave, tombs, ruins"),
    ("desert", "desert, dunes, wasteland, badlands, canyon, mars, planet, moon, prairie, western, arena"),
    ("mountain", "mountain, mountains, hillside, cliff, hill, summit, peak, glacier, rocky, valley, 山"),
    ("field", "field, meadow, heath, moor, countryside, open country, plain, farm, battlefield, camp, pasture, marsh, road through, 田"),
    ("street", "street, road, alley, square, town, city, village, pavement, sidewalk, market, plaza, parking, front door, porch, doorstep,"
     " crossroads, highway, bazaar, 街"),
)  # fmt: skip


def layout_of(words: str, *, interior: bool | None, world: int) -> tuple[Layout, str]:
    """The set for a place's words, and the reason.

    >>> layout_of("Drawing room. tall windows", interior=True, world=1)[0].kind
    'drawingroom'
    >>> layout_of("Castle walls at night", interior=False, world=1)[0].kind
    'battlements'
    >>> layout_of("Xanadu", interior=None, world=1)[1]
    'no word of the place is known: a plain room'
    """
    name = words.split(".")[0].strip()
    inside, outside = _found(name, words, _WORDS), _found(name, words, _OUTSIDE)
    if interior is None:
        interior = outside is None if inside is None or outside is None else inside[1] <= outside[1]
    found = inside if interior else outside
    if found is None:
        kind = "plain" if interior else "field"
        why = f"no word of the place is known: {'a plain room' if interior else 'open country'}"
    else:
        kind, why = found[0], f"{found[0]} set from the place's words"
    layout = KINDS[kind]((name.casefold(), world))
    return _painted(layout, words), why


def _found(name: str, words: str, table: tuple[tuple[str, str], ...]) -> tuple[str, int] | None:
    """The kind and how sure: 0 where the name itself says it, 1 where the look does."""
    kind = first_of(name, table)
    if kind is not None:
        return kind, 0
    kind = first_of(words, table)
    return (kind, 1) if kind is not None else None


def _painted(layout: Layout, words: str) -> Layout:
    """The walls in the colour that the words give them."""
    plain = tokens(words)
    for i, word in enumerate(plain):
        if word in ("walls", "wall", "wallpaper", "panelling", "room") and i and plain[i - 1] in COLOURS:
            return replace(layout, wall=shade(COLOURS[plain[i - 1]], 0.12))
    return layout


def _art(seed: Seed, *spots: tuple[str, float, float, float, float]) -> tuple[Decor, ...]:
    kinds = ("landscape", "portrait", "sea", "portrait", "landscape")
    return tuple(
        Decor(wall, f"picture {pick(kinds, *seed, wall, along)}", along, up, w, h)  # pyright: ignore[reportArgumentType]
        for wall, along, up, w, h in spots
    )


def _drawingroom(seed: Seed) -> Layout:
    wall = pick((0x7F9186, 0x8E5B56, 0x6F7F97, 0xA08A62, 0x7B6A86, 0x5F7F78), *seed, "wall")
    return Layout(
        kind="drawingroom", interior=True, half=4.2, back=3.2, front=-4.6, height=3.3, wall=wall, trim=0xE8DFCB, floor=0x7A5536,
        accent=pick((0x8C2F39, 0x2F5D50, 0x3C4F7A, 0x8A6A2B), *seed, "accent"), pattern="parquet", dado="panel", seat="armchair",
        decor=(
            Decor("back", "window", -2.5, 0.75, 1.25, 2.1), Decor("back", "window", -0.72, 0.75, 1.25, 2.1),
            *_art(seed, ("back", 0.75, 1.75, 0.7, 0.9), ("left", -0.6, 1.7, 1.1, 0.8), ("left", 1.4, 1.7, 0.6, 0.8), ("right", 1.3, 1.75, 0.8, 1.0),
                  ("front", -1.6, 1.7, 1.0, 0.75), ("front", 1.9, 1.75, 0.65, 0.85)),
            Decor("back", "mirror", 2.45, 1.62, 1.0, 1.15), Decor("right", "door", -1.3, 0.0, 1.0, 2.25), Decor("front", "bookcase", 0.2, 0.0, 1.7, 2.3),
            Decor("left", "sconce", 0.45, 1.9, 0.2, 0.4), Decor("front", "sconce", -2.8, 1.9, 0.2, 0.4),
        ),
        pieces=(
            Piece("rug", 0, 0.2, 4.2, 2.8, 0, 0), Piece("sofa", -1.55, 2.1, 1.9, 0.85, 0.9, 0),
            Piece("fireplace", 2.45, 2.98, 1.5, 0.42, 1.22), Piece("roundtable", 0.1, 2.1, 0.95, 0.95, 0.74),
            Piece("plant", -3.6, 2.6, 0.7, 0.7, 1.5), Piece("lamp", 3.55, 2.4, 0.45, 0.45, 1.65), Piece("armchair", 3.1, -1.2, 0.8, 0.8, 0.95, 70),
            Piece("piano", -3.45, -0.3, 0.75, 1.5, 1.2, 90), Piece("plant", 3.5, -3.6, 0.6, 0.6, 1.3), Piece("console", -1.9, -4.25, 1.3, 0.4, 0.85),
            Piece("chandelier", 0.0, 0.8, 0.9, 0.9, 0.8, up=2.35),
        ),
    )  # fmt: skip


def _livingroom(seed: Seed) -> Layout:
    wall = pick((0xC9C0AE, 0xA7B4B3, 0xC7A98F, 0x9DAAB8, 0xB9BFA6), *seed, "wall")
    return Layout(
        kind="livingroom", interior=True, half=4.2, back=3.2, front=-4.6, height=2.7, wall=wall, trim=0xEFEBE2, floor=0x9A7550,
        accent=pick((0x3D6B73, 0xB0653B, 0x58627E, 0x7E8A4F), *seed, "accent"), pattern="planks", dado="plain", seat="chair",
        decor=(
            Decor("back", "window", -2.3, 0.85, 1.9, 1.4), *_art(seed, ("back", 0.1, 1.6, 1.3, 0.8), ("left", 0.5, 1.6, 0.8, 1.0), ("front", 1.2, 1.6, 0.9, 0.7),
                  ("right", 1.5, 1.6, 0.7, 0.9)),
            Decor("right", "door", -1.3, 0.0, 0.95, 2.1), Decor("front", "window", -1.6, 0.9, 1.5, 1.3), Decor("left", "shelves", -1.5, 1.1, 1.3, 1.2),
        ),
        pieces=(
            Piece("rug", 0, 0.3, 3.4, 2.3, 0), Piece("sofa", -1.5, 2.2, 2.1, 0.9, 0.82), Piece("lowtable", -1.2, 1.35, 1.0, 0.55, 0.42),
            Piece("bookcase", 2.2, 2.95, 1.4, 0.38, 1.95), Piece("lamp", 0.55, 2.75, 0.4, 0.4, 1.6), Piece("plant", 3.6, 2.7, 0.6, 0.6, 1.3),
            Piece("armchair", 3.2, 0.2, 0.85, 0.85, 0.85, 80), Piece("console", 3.8, -2.2, 0.4, 1.4, 0.6, 0), Piece("plant", -3.6, -3.8, 0.6, 0.6, 1.2),
            Piece("table", -3.0, -1.8, 0.9, 1.3, 0.75),
        ),
    )  # fmt: skip


def _kitchen(seed: Seed) -> Layout:
    return Layout(
        kind="kitchen", interior=True, half=4.2, back=3.2, front=-4.6, height=2.7, wall=pick((0xD6CBB2, 0xB9C4BE, 0xCFB79B, 0xB7C3CC), *seed, "wall"), trim=0xEFEBE0,
        floor=0xB7A48C, accent=pick((0x4F6F66, 0x7A5A3C, 0x55677C, 0x8A4A3A), *seed, "accent"), pattern="tiles", dado="tiles",
        decor=(
            Decor("back", "window", -2.4, 1.05, 1.3, 1.1), Decor("back", "cupboards", 0.5, 1.5, 2.2, 0.75), Decor("right", "door", -1.3, 0.0, 0.95, 2.1),
            Decor("left", "shelves", 0.4, 1.25, 1.6, 1.0), Decor("front", "shelves", 1.2, 1.25, 1.6, 1.0), Decor("front", "clock", -0.6, 1.9, 0.4, 0.4),
            Decor("back", "pans", 2.6, 1.5, 0.9, 0.6), *_art(seed, ("right", 1.4, 1.6, 0.6, 0.7)),
        ),
        pieces=(
            Piece("units sink", -1.25, 2.88, 3.6, 0.62, 0.9), Piece("stove", 1.1, 2.88, 0.8, 0.64, 0.92), Piece("units", 2.3, 2.88, 1.5, 0.62, 0.9),
            Piece("fridge", 3.6, 2.8, 0.75, 0.72, 1.85), Piece("table", 0.0, 1.95, 1.7, 0.8, 0.75), Piece("chair", -1.3, 1.9, 0.42, 0.42, 0.9, 90),
            Piece("chair", 1.3, 2.0, 0.42, 0.42, 0.9, -90), Piece("units", -3.85, 0.0, 0.62, 2.4, 0.9), Piece("hanglamp", 0.0, 1.9, 0.5, 0.5, 0.4, up=1.75),
            Piece("dresser", 1.2, -4.3, 1.7, 0.5, 0.95), Piece("plant", -3.7, 2.7, 0.35, 0.35, 0.5, up=0.92),
        ),
    )  # fmt: skip


def _bedroom(seed: Seed) -> Layout:
    return Layout(
        kind="bedroom", interior=True, half=4.0, back=3.2, front=-4.4, height=2.7, wall=pick((0xA8A3B8, 0xB9A99A, 0x93A5A5, 0xB59B9B), *seed, "wall"), trim=0xEAE4D8,
        floor=0x86684A, accent=pick((0x6A4C6E, 0x3F5F7A, 0x7A4A44, 0x4F6B58), *seed, "accent"), pattern="planks", dado="plain",
        decor=(
            Decor("back", "window", -2.4, 0.8, 1.3, 1.5), *_art(seed, ("back", 0.0, 1.65, 0.8, 0.6), ("left", 0.2, 1.6, 0.7, 0.9), ("front", -1.3, 1.6, 0.9, 0.7)),
            Decor("right", "door", -1.3, 0.0, 0.95, 2.1), Decor("left", "mirror", -1.5, 1.5, 0.7, 1.2), Decor("front", "window", 1.5, 0.9, 1.2, 1.3),
        ),
        pieces=(
            Piece("rug", -0.2, 0.3, 2.8, 1.8, 0), Piece("bed", 1.75, 2.15, 1.7, 2.1, 0.55), Piece("nightstand", 0.55, 2.85, 0.45, 0.42, 0.55),
            Piece("tablelamp", 0.55, 2.85, 0.3, 0.3, 0.45, up=0.55), Piece("wardrobe", -0.6, 2.9, 1.0, 0.55, 2.0), Piece("armchair", -3.1, 2.2, 0.75, 0.75, 0.9, -30),
            Piece("dresser", -3.7, -0.5, 0.5, 1.3, 0.85), Piece("plant", 3.5, -3.7, 0.5, 0.5, 1.1), Piece("chest", -1.4, -4.0, 1.1, 0.5, 0.5),
        ),
    )  # fmt: skip


def _office(seed: Seed) -> Layout:
    return Layout(
        kind="office", interior=True, half=4.2, back=3.2, front=-4.6, height=2.7, wall=pick((0xA6AEB2, 0xB7B1A2, 0x9AA79C, 0x8F9BA8), *seed, "wall"), trim=0xDAD9D2,
        floor=0x6F7478, accent=pick((0x38506B, 0x5A4634, 0x3F5B50), *seed, "accent"), pattern="carpet", dado="plain", tone="office",
        decor=(
            Decor("back", "blinds", -2.3, 0.9, 2.2, 1.4), Decor("back", "board", 0.6, 1.2, 1.6, 1.0), Decor("right", "door", -1.3, 0.0, 0.95, 2.1),
            Decor("left", "shelves", 0.2, 1.1, 1.8, 1.1), Decor("front", "blinds", 1.0, 0.9, 2.0, 1.4), Decor("front", "clock", -1.2, 1.95, 0.4, 0.4),
            *_art(seed, ("right", 1.2, 1.6, 0.7, 0.5), ("front", -2.8, 1.6, 0.6, 0.8)),
        ),
        pieces=(
            Piece("desk", 1.7, 2.25, 1.6, 0.8, 0.75), Piece("swivel", 1.7, 2.95, 0.55, 0.55, 1.05), Piece("tablelamp", 2.3, 2.25, 0.3, 0.3, 0.45, up=0.75),
            Piece("papers", 1.4, 2.15, 0.5, 0.35, 0.08, up=0.75), Piece("cabinet", 3.7, 2.85, 0.55, 0.6, 1.3), Piece("cabinet", 3.1, 2.85, 0.55, 0.6, 1.3),
            Piece("plant", -3.6, 2.7, 0.6, 0.6, 1.4), Piece("chair", -0.9, 2.55, 0.45, 0.45, 0.88, 0), Piece("desk", -3.5, -1.8, 0.8, 1.5, 0.75),
            Piece("cabinet", 2.6, -4.2, 0.9, 0.5, 1.3), Piece("coatstand", 3.6, 0.1, 0.4, 0.4, 1.75),
        ),
    )  # fmt: skip


def _library(seed: Seed) -> Layout:
    return Layout(
        kind="library", interior=True, half=4.2, back=3.2, front=-4.6, height=3.2, wall=pick((0x5E4A3A, 0x4F5A4A, 0x5A3F3A), *seed, "wall"), trim=0x7A5C3E,
        floor=0x5F432D, accent=pick((0x7C2E2E, 0x2F4F42, 0x3A4468), *seed, "accent"), pattern="parquet", dado="panel", seat="armchair",
        decor=(
            Decor("back", "window", -2.7, 0.8, 1.1, 1.9), Decor("back", "bookcase", -0.9, 0.0, 2.0, 2.7), Decor("back", "bookcase", 3.35, 0.0, 1.5, 2.7),
            Decor("left", "bookcase", 0.0, 0.0, 2.6, 2.7), Decor("left", "bookcase", -2.9, 0.0, 2.4, 2.7), Decor("front", "bookcase", -1.8, 0.0, 2.6, 2.7), Decor("front", "window", 0.7, 0.8, 1.1, 1.9),
            *_art(seed, ("back", 1.6, 1.9, 0.9, 0.9), ("front", 2.5, 1.7, 0.8, 1.0)), Decor("right", "door", -1.3, 0.0, 1.0, 2.2), Decor("right", "bookcase", 1.2, 0.0, 2.0, 2.7),
        ),
        pieces=(
            Piece("rug", 0, 0.3, 3.6, 2.4, 0), Piece("fireplace", 1.6, 2.98, 1.4, 0.42, 1.2), Piece("desk", -0.1, 2.2, 1.5, 0.75, 0.76),
            Piece("tablelamp", 0.35, 2.25, 0.3, 0.3, 0.45, up=0.76), Piece("papers", -0.35, 2.1, 0.5, 0.3, 0.1, up=0.76), Piece("armchair", 3.1, 1.6, 0.8, 0.8, 1.0, 55),
            Piece("globe", -3.3, 2.3, 0.5, 0.5, 1.0), Piece("armchair", -3.0, -2.0, 0.8, 0.8, 1.0, -110), Piece("lamp", 3.5, -3.2, 0.4, 0.4, 1.6),
        ),
    )  # fmt: skip


def _bar(seed: Seed) -> Layout:
    return Layout(
        kind="bar", interior=True, half=4.4, back=3.4, front=-4.8, height=2.8, wall=pick((0x5A3E30, 0x4A4436, 0x4C3238), *seed, "wall"), trim=0x7A5636, floor=0x54402F,
        accent=pick((0x7B2F2A, 0x2F5346, 0x8A6326), *seed, "accent"), pattern="planks", dado="boards", tone="crowd", seat="stool",
        decor=(
            Decor("back", "bottles", 0.6, 1.15, 3.6, 1.25), Decor("back", "window", -3.1, 1.0, 1.0, 1.2), Decor("right", "door", -1.3, 0.0, 1.0, 2.1), Decor("left", "mirror", 0.6, 1.4, 1.4, 0.9),
            *_art(seed, ("left", -1.4, 1.6, 0.7, 0.6), ("front", -1.6, 1.6, 0.9, 0.7), ("right", 1.2, 1.6, 0.7, 0.9)), Decor("front", "window", 1.5, 1.0, 1.6, 1.2), Decor("left", "sconce", -0.4, 1.8, 0.2, 0.4),
            Decor("front", "sconce", -0.2, 1.8, 0.2, 0.4),
        ),
        pieces=(
            Piece("bar", 0.6, 2.35, 4.4, 0.65, 1.1), Piece("stool", -0.9, 1.75, 0.36, 0.36, 0.76), Piece("stool", 0.9, 1.75, 0.36, 0.36, 0.76), Piece("stool", 2.0, 1.75, 0.36, 0.36, 0.76),
            Piece("hanglamp", -0.6, 2.3, 0.42, 0.42, 0.3, up=1.95), Piece("hanglamp", 1.6, 2.3, 0.42, 0.42, 0.3, up=1.95), Piece("barrel", -3.7, 2.7, 0.7, 0.7, 0.95),
            Piece("roundtable", -3.2, 0.3, 0.8, 0.8, 0.74), Piece("chair", -3.2, 1.1, 0.42, 0.42, 0.9, 0), Piece("roundtable", 3.3, -2.2, 0.8, 0.8, 0.74),
            Piece("chair", 3.3, -3.0, 0.42, 0.42, 0.9, 180), Piece("roundtable", -2.2, -3.4, 0.8, 0.8, 0.74), Piece("barrel", 3.8, 2.9, 0.65, 0.65, 0.9),
        ),
    )  # fmt: skip


def _cafe(seed: Seed) -> Layout:
    return Layout(
        kind="cafe", interior=True, half=4.4, back=3.4, front=-4.8, height=2.9, wall=pick((0xC9B38C, 0x9FB0A0, 0xC49A80, 0xA9B6BF), *seed, "wall"), trim=0xEFE6D4, floor=0x9C8468,
        accent=pick((0x7A3B32, 0x35584D, 0x3E4F6D), *seed, "accent"), pattern="checker", dado="boards", tone="crowd",
        decor=(
            Decor("back", "shopwindow", -2.2, 0.6, 2.9, 1.9), Decor("back", "menu", 1.2, 1.5, 1.2, 0.9), Decor("back", "bottles", 3.0, 1.25, 1.6, 0.9), Decor("right", "door", -1.3, 0.0, 1.0, 2.15),
            *_art(seed, ("left", 0.4, 1.6, 0.8, 0.8), ("left", -1.3, 1.6, 0.6, 0.8), ("front", 1.7, 1.6, 0.8, 0.6), ("right", 1.2, 1.6, 0.6, 0.8)), Decor("front", "shopwindow", -1.2, 0.6, 2.6, 1.9),
        ),
        pieces=(
            Piece("bar", 2.4, 2.55, 2.6, 0.6, 1.08), Piece("roundtable", 0.0, 1.95, 0.7, 0.7, 0.74), Piece("cup", 0.1, 1.9, 0.12, 0.12, 0.1, up=0.74), Piece("chair", -0.75, 2.0, 0.42, 0.42, 0.88, 90),
            Piece("roundtable", -2.7, 1.7, 0.7, 0.7, 0.74), Piece("chair", -3.4, 1.7, 0.42, 0.42, 0.88, 90), Piece("chair", -2.7, 2.45, 0.42, 0.42, 0.88, 0), Piece("hanglamp", -2.7, 1.7, 0.4, 0.4, 0.3, up=2.0),
            Piece("hanglamp", 0.0, 1.9, 0.4, 0.4, 0.3, up=2.0), Piece("hanglamp", 2.4, 2.4, 0.4, 0.4, 0.3, up=2.0), Piece("plant", -3.9, 2.9, 0.6, 0.6, 1.4), Piece("roundtable", 3.2, -2.6, 0.7, 0.7, 0.74),
            Piece("chair", 3.2, -3.4, 0.42, 0.42, 0.88, 180), Piece("roundtable", -2.6, -3.2, 0.7, 0.7, 0.74), Piece("plant", 3.9, -4.2, 0.5, 0.5, 1.2),
        ),
    )  # fmt: skip


def _shop(seed: Seed) -> Layout:
    cafe = _cafe(seed)
    return replace(
        cafe, kind="shop", pattern="planks", tone="room",
        decor=(
            Decor("back", "goods", -1.0, 0.5, 3.2, 2.0), Decor("back", "shopwindow", 2.6, 0.7, 2.0, 1.7), Decor("left", "goods", 0.0, 0.5, 3.0, 2.0), Decor("front", "goods", 1.8, 0.5, 2.6, 2.0),
            Decor("front", "shopwindow", -1.6, 0.7, 2.2, 1.7), Decor("right", "door", -1.3, 0.0, 1.0, 2.1), Decor("right", "goods", 1.4, 0.5, 2.0, 2.0),
        ),
        pieces=(
            Piece("bar counter", 0.4, 2.2, 3.0, 0.6, 0.98), Piece("hanglamp", 0.4, 2.1, 0.45, 0.45, 0.3, up=2.0), Piece("crate", -3.4, 1.0, 0.7, 0.6, 0.5), Piece("barrel", -3.5, 2.0, 0.6, 0.6, 0.85),
            Piece("crate", 3.6, 2.2, 0.7, 0.6, 0.6), Piece("crate", 3.5, -3.2, 0.8, 0.7, 0.6), Piece("plant", -3.8, -3.8, 0.5, 0.5, 1.1),
        ),
    )  # fmt: skip


def _hospital(seed: Seed) -> Layout:
    return Layout(
        kind="hospital", interior=True, half=4.0, back=3.2, front=-4.4, height=2.8, wall=0xC8D3D0, trim=0xEDF0EC, floor=0xA9B4B0, accent=0x5F9A98, pattern="tiles", dado="tiles", tone="hospital",
        decor=(
            Decor("back", "window", -2.4, 0.9, 1.5, 1.4), Decor("back", "board", 0.4, 1.5, 0.8, 0.6), Decor("right", "door", -1.3, 0.0, 1.05, 2.1), Decor("left", "cupboards", 0.3, 1.4, 1.6, 0.8),
            Decor("front", "window", 1.4, 0.9, 1.4, 1.3), Decor("front", "clock", -0.6, 2.0, 0.4, 0.4), Decor("front", "curtain", -2.6, 0.1, 1.6, 2.2), Decor("back", "curtain", 3.2, 0.1, 1.3, 2.2),
        ),
        pieces=(
            Piece("bed", 1.75, 2.15, 1.1, 2.1, 0.62), Piece("drip", 2.7, 2.4, 0.35, 0.35, 1.9), Piece("nightstand", 0.75, 2.85, 0.45, 0.42, 0.75), Piece("chair", -0.4, 2.6, 0.45, 0.45, 0.88, 0),
            Piece("units", -3.7, 0.3, 0.55, 2.0, 0.9), Piece("bed", -2.6, -3.2, 1.1, 2.0, 0.62), Piece("screen", 3.2, 2.7, 1.2, 0.1, 1.8),
        ),
    )  # fmt: skip


def _classroom(seed: Seed) -> Layout:
    return Layout(
        kind="classroom", interior=True, half=4.4, back=3.4, front=-4.8, height=3.0, wall=pick((0xC7BE9F, 0xAEBBA9, 0xB7BCC2), *seed, "wall"), trim=0x8C6C48, floor=0x94734E, accent=0x3D5E50, pattern="planks", dado="boards",
        decor=(
            Decor("back", "blackboard", 0.0, 1.0, 3.2, 1.3), Decor("back", "clock", 2.4, 2.2, 0.4, 0.4), Decor("left", "window", -1.4, 0.95, 1.4, 1.6), Decor("left", "window", 0.8, 0.95, 1.4, 1.6),
            Decor("right", "door", -1.3, 0.0, 0.95, 2.1), Decor("front", "poster", -1.8, 1.4, 0.8, 1.0), Decor("front", "poster", 1.0, 1.4, 1.3, 0.9), Decor("right", "shelves", 1.4, 1.0, 1.4, 1.0), Decor("back", "poster", -2.9, 1.3, 0.9, 1.1),
        ),
        pieces=(
            Piece("desk", 1.7, 2.3, 1.5, 0.7, 0.76), Piece("globe", 2.1, 2.3, 0.35, 0.35, 0.5, up=0.76), Piece("smalldesk", -2.8, -1.6, 0.65, 0.5, 0.72, 180), Piece("smalldesk", 2.6, -1.8, 0.65, 0.5, 0.72, 180),
            Piece("smalldesk", -1.0, -3.0, 0.65, 0.5, 0.72, 180), Piece("smalldesk", 1.2, -3.2, 0.65, 0.5, 0.72, 180), Piece("cabinet", 3.9, 2.9, 0.6, 0.6, 1.2),
        ),
    )  # fmt: skip


def _cell(seed: Seed) -> Layout:
    return Layout(
        kind="cell", interior=True, half=3.4, back=2.9, front=-3.8, height=2.8, wall=0x6F6C68, trim=0x56534F, floor=0x5A5651, accent=0x5A4A38, pattern="flags", dado="stone", tone="hall", seat="stool",
        decor=(
            Decor("back", "barred", -1.3, 1.6, 0.9, 0.75), Decor("right", "irondoor", -1.3, 0.0, 1.0, 2.1), Decor("left", "torch", 0.6, 1.6, 0.25, 0.5), Decor("back", "chains", 1.6, 1.0, 0.8, 1.0),
            Decor("front", "torch", 1.0, 1.6, 0.25, 0.5), Decor("front", "barred", -1.2, 1.6, 0.9, 0.75),
        ),
        pieces=(
            Piece("cot", 1.7, 2.3, 1.8, 0.75, 0.45), Piece("barrel", -2.8, 2.3, 0.55, 0.55, 0.75), Piece("crate", -2.7, -2.6, 0.7, 0.6, 0.55), Piece("straw", -1.4, 2.3, 1.2, 0.7, 0.1),
        ),
    )  # fmt: skip


def _church(seed: Seed) -> Layout:
    columns = tuple(Piece("column", x, z, 0.55, 0.55, 5.4) for x in (-3.3, 3.3) for z in (-3.0, 0.2, 3.2))
    return Layout(
        kind="church", interior=True, half=5.2, back=6.0, front=-6.0, height=5.6, wall=0xA49C8C, trim=0xC9C0AC, floor=0x8C857A, accent=0x7A2F36, pattern="flags", dado="stone", tone="hall", seat="bench",
        decor=(
            Decor("back", "stained", 0.0, 1.9, 1.5, 3.0), Decor("back", "stained", -2.6, 1.9, 1.0, 2.4), Decor("back", "stained", 2.6, 1.9, 1.0, 2.4),
            *(Decor(w, "stained", a, 1.8, 0.9, 2.3) for w in ("left", "right") for a in (-3.6, -0.2, 3.4)), Decor("front", "arch", 0.0, 0.0, 1.8, 3.0), Decor("front", "stained", 3.2, 2.2, 0.9, 2.2),
        ),
        pieces=(
            Piece("altar", 0.0, 5.2, 2.0, 0.7, 1.0), Piece("carpet", 0.0, 0.6, 1.3, 9.0, 0), *columns, Piece("pew", -2.2, 2.6, 1.9, 0.5, 0.9), Piece("pew", 2.2, 2.6, 1.9, 0.5, 0.9), Piece("pew", -2.2, -2.2, 1.9, 0.5, 0.9, 0),
            Piece("pew", 2.2, -2.2, 1.9, 0.5, 0.9), Piece("candles", -1.2, 4.6, 0.4, 0.4, 1.3), Piece("candles", 1.2, 4.6, 0.4, 0.4, 1.3),
        ),
        spots={"altar": (0.0, 4.2), "door": (0.0, -4.6)},
    )  # fmt: skip


def _greathall(seed: Seed) -> Layout:
    columns = tuple(Piece("column", x, z, 0.6, 0.6, 4.9) for x in (-3.9, 3.9) for z in (-3.2, 0.6, 3.6))
    return Layout(
        kind="greathall", interior=True, half=5.6, back=5.2, front=-6.0, height=5.0, wall=pick((0x7E7468, 0x857A6A, 0x73706B), *seed, "wall"), trim=0x9A8D78, floor=0x6E655A, accent=pick((0x7A2430, 0x24406E, 0x35563A), *seed, "accent"),
        pattern="flags", dado="stone", tone="hall", seat="throne",
        decor=(
            Decor("back", "banner", -1.9, 1.6, 0.8, 2.4), Decor("back", "banner", 1.9, 1.6, 0.8, 2.4), Decor("back", "lancet", -3.7, 1.7, 0.8, 2.2), Decor("back", "lancet", 3.7, 1.7, 0.8, 2.2), Decor("left", "tapestry", 0.6, 1.0, 2.4, 2.0),
            Decor("left", "torch", -1.4, 1.7, 0.25, 0.5), Decor("left", "lancet", -3.2, 1.6, 0.8, 2.2), Decor("right", "torch", 0.4, 1.7, 0.25, 0.5), Decor("right", "arch", -1.4, 0.0, 1.4, 2.6), Decor("right", "lancet", 2.4, 1.6, 0.8, 2.2),
            Decor("front", "arch", 0.0, 0.0, 1.9, 3.1), Decor("front", "tapestry", -3.2, 1.0, 1.8, 2.0), Decor("front", "torch", 1.8, 1.8, 0.25, 0.5), Decor("front", "lancet", 3.6, 1.7, 0.8, 2.2), Decor("back", "torch", -0.9, 1.8, 0.25, 0.5), Decor("back", "torch", 0.9, 1.8, 0.25, 0.5),
        ),
        pieces=(
            Piece("steps", 0.0, 4.2, 3.2, 1.6, 0.3), Piece("throne", 0.0, 4.4, 0.95, 0.8, 1.9, up=0.3), Piece("carpet", 0.0, -0.4, 1.4, 8.0, 0), *columns, Piece("table", -2.7, 2.3, 1.1, 2.2, 0.78), Piece("candles", -1.9, 3.9, 0.4, 0.4, 1.4),
            Piece("candles", 1.9, 3.9, 0.4, 0.4, 1.4), Piece("chest", 4.6, -2.0, 0.6, 1.1, 0.6),
        ),
        spots={"throne": (0.0, 2.6), "door": (4.4, 1.4)},
    )  # fmt: skip


def _compartment(seed: Seed) -> Layout:
    return Layout(
        kind="compartment", interior=True, half=2.3, back=1.8, front=-3.0, height=2.4, wall=0x7A5636, trim=0x9C7448, floor=0x5A4636, accent=pick((0x35584D, 0x7A2E34, 0x3C4A73), *seed, "accent"), pattern="carpet", dado="panel", tone="train", seat="bench",
        decor=(
            Decor("back", "shopwindow", 0.0, 0.95, 2.2, 1.0), Decor("left", "landscape", 0.0, 1.5, 0.6, 0.4), Decor("right", "mirror", 0.3, 1.5, 0.5, 0.4), Decor("front", "door", 0.0, 0.0, 0.9, 2.0), Decor("front", "window", 1.3, 0.95, 0.8, 0.9),
            Decor("left", "rack", 0.0, 1.85, 2.4, 0.3), Decor("right", "rack", 0.0, 1.85, 2.4, 0.3),
        ),
        pieces=(Piece("bench", -1.85, 0.6, 0.6, 1.9, 0.9, 0), Piece("bench", 1.85, 0.6, 0.6, 1.9, 0.9, 0), Piece("lowtable", 0.0, 1.45, 0.6, 0.5, 0.7)),
    )  # fmt: skip


def _bridge(seed: Seed) -> Layout:
    return Layout(
        kind="bridge", interior=True, half=4.4, back=3.4, front=-4.8, height=2.9, wall=0x59636E, trim=0x7F8C99, floor=0x434B54, accent=pick((0x39B6C8, 0xE08A3A, 0x6CC46A), *seed, "accent"), pattern="panels", dado="metal", tone="space", seat="swivel",
        decor=(
            Decor("back", "viewport", 0.0, 1.0, 4.6, 1.4), Decor("left", "lights", 0.2, 0.9, 2.2, 1.2), Decor("right", "hatch", -1.3, 0.0, 1.3, 2.3), Decor("front", "lights", 1.8, 0.9, 2.0, 1.2), Decor("front", "hatch", -0.6, 0.0, 1.3, 2.3), Decor("right", "lights", 1.4, 0.9, 1.8, 1.2),
        ),
        pieces=(Piece("panel", 0.0, 2.75, 3.4, 0.6, 0.95), Piece("swivel", -1.0, 2.0, 0.6, 0.6, 1.15), Piece("panel", -3.8, 0.2, 0.6, 2.0, 0.95), Piece("panel", 3.6, -2.6, 0.7, 1.4, 0.95)),
        spots={"window": (-1.4, 1.9), "door": (3.4, 1.3)},
    )  # fmt: skip


def _stagehouse(seed: Seed) -> Layout:
    return Layout(
        kind="stagehouse", interior=True, half=5.0, back=3.6, front=-5.2, height=4.4, wall=0x3A343B, trim=0x55493F, floor=0x7A5A3C, accent=pick((0x7B2430, 0x2E3F66, 0x55305A), *seed, "accent"), pattern="planks", dado="", tone="hall",
        decor=(
            Decor("back", "drape", 0.0, 0.05, 9.6, 4.2), Decor("left", "drape", 0.0, 0.05, 7.6, 4.2), Decor("right", "drape", 0.0, 0.05, 7.6, 4.2), Decor("front", "house", 0.0, 0.0, 9.0, 3.6),
        ),
        pieces=(Piece("crate", -2.9, 2.4, 0.8, 0.6, 0.6), Piece("chair", 2.7, 2.3, 0.45, 0.45, 0.9, -20), Piece("ladder", 3.7, 2.9, 0.6, 0.4, 2.2)),
        spots={"door": (3.6, 1.3)},
    )  # fmt: skip


def _cabin(seed: Seed) -> Layout:
    return Layout(
        kind="cabin", interior=True, half=3.8, back=3.0, front=-4.2, height=2.5, wall=pick((0x8A6440, 0x7A5A3C, 0x6E5340), *seed, "wall"), trim=0x5E442C, floor=0x6E5034, accent=0x8A3A2E, pattern="planks", dado="logs", tone="room", seat="stool",
        decor=(
            Decor("back", "window", -2.2, 0.95, 0.95, 0.95), Decor("right", "plankdoor", -1.3, 0.0, 0.95, 1.95), Decor("left", "shelves", 0.3, 1.2, 1.3, 0.8), Decor("front", "window", 1.2, 0.95, 0.9, 0.9), Decor("front", "tools", -1.0, 1.2, 1.2, 0.8), *_art(seed, ("back", 0.3, 1.6, 0.5, 0.4)),
        ),
        pieces=(
            Piece("rug", 0, 0.4, 2.2, 1.5, 0), Piece("fireplace stone", 2.3, 2.75, 1.3, 0.45, 1.35), Piece("table", 0.0, 2.0, 1.4, 0.75, 0.75), Piece("tablelamp", 0.3, 2.0, 0.22, 0.22, 0.35, up=0.75), Piece("stool", -0.95, 2.0, 0.36, 0.36, 0.46),
            Piece("cot", -2.9, -1.8, 0.85, 1.9, 0.48), Piece("barrel", 3.2, 0.4, 0.55, 0.55, 0.8), Piece("crate", 3.2, -3.2, 0.7, 0.6, 0.5), Piece("logs", 1.2, 2.75, 0.6, 0.4, 0.35),
        ),
    )  # fmt: skip


def _corridor(seed: Seed) -> Layout:
    base = _drawingroom(seed)
    return replace(
        base, kind="corridor", half=4.2, seat="chair",
        decor=(
            Decor("back", "door", -1.6, 0.0, 1.1, 2.3), *_art(seed, ("back", 0.0, 1.6, 0.8, 1.0), ("left", 0.4, 1.6, 0.8, 1.0), ("front", 1.2, 1.6, 0.8, 1.0)), Decor("right", "door", -1.3, 0.0, 1.0, 2.25), Decor("left", "door", -1.6, 0.0, 1.0, 2.25), Decor("front", "door", -1.0, 0.0, 1.1, 2.3),
            Decor("back", "sconce", -0.7, 1.85, 0.2, 0.4), Decor("front", "sconce", 0.2, 1.85, 0.2, 0.4), Decor("back", "clock", 0.95, 2.0, 0.4, 0.4),
        ),
        pieces=(Piece("staircase", 2.5, 2.3, 2.4, 1.5, 2.2), Piece("carpet", -0.3, 0.2, 2.0, 6.0, 0), Piece("console", 0.35, 2.95, 1.0, 0.4, 0.85), Piece("plant", -3.6, 2.6, 0.6, 0.6, 1.4), Piece("coatstand", -3.5, -2.0, 0.4, 0.4, 1.8), Piece("plant", 3.5, -3.6, 0.5, 0.5, 1.2)),
        spots={"stairs": (2.3, 1.2), "steps": (2.3, 1.2)},
    )  # fmt: skip


def _plain(seed: Seed) -> Layout:
    base = _livingroom(seed)
    return replace(
        base, kind="plain", accent=0x6B6F78, wall=pick((0xA9A79F, 0x9FA6A8, 0xB0A69A), *seed, "wall"),
        decor=(
            Decor("back", "window", -2.3, 0.85, 1.4, 1.4), *_art(seed, ("back", 1.0, 1.6, 0.9, 0.7), ("front", -1.0, 1.6, 0.8, 0.8), ("left", 0.3, 1.6, 0.7, 0.9)), Decor("right", "door", -1.3, 0.0, 0.95, 2.1), Decor("front", "window", 1.5, 0.9, 1.3, 1.3),
        ),
        pieces=(
            Piece("rug", 0, 0.3, spread(2.6, 3.4, *seed, "rug"), 2.0, 0), Piece("table", 0.0, 2.0, 1.4, 0.75, 0.75), Piece("chair", -1.1, 2.0, 0.42, 0.42, 0.9, 90), Piece("chair", 1.1, 2.0, 0.42, 0.42, 0.9, -90), Piece("plant", 3.5, 2.6, 0.6, 0.6, 1.3),
            Piece("lamp", -3.5, 2.6, 0.4, 0.4, 1.6), Piece("console", -3.8, -1.5, 0.4, 1.3, 0.85), Piece("chair", 3.3, -3.0, 0.45, 0.45, 0.9, 120),
        ),
    )  # fmt: skip


KINDS: dict[str, Maker] = {
    "bar": _bar, "bedroom": _bedroom, "bridge": _bridge, "cabin": _cabin, "cafe": _cafe, "cell": _cell, "church": _church, "classroom": _classroom,
    "compartment": _compartment, "corridor": _corridor, "drawingroom": _drawingroom, "greathall": _greathall, "hospital": _hospital, "kitchen": _kitchen,
    "library": _library, "livingroom": _livingroom, "office": _office, "plain": _plain, "shop": _shop, "stagehouse": _stagehouse, **OPEN_AIR,
}  # fmt: skip
