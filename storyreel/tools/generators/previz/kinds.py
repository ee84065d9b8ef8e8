"""The kinds of sets, and the words that ask for them: a place nobody has a word for becomes a plain room or open ground.

Each kind is data (`Layout`); small things (which picture, which colour of the wall) are drawn by chance from the place's name
and the world's seed, so that a place looks the same in every shot of a film.
"""

from __future__ import annotations

from dataclasses import replace

from storyreel.tools.generators.previz.kinds_art import Maker
from storyreel.tools.generators.previz.kinds_halls import HALLS
from storyreel.tools.generators.previz.kinds_homes import HOMES
from storyreel.tools.generators.previz.kinds_public import PUBLIC
from storyreel.tools.generators.previz.kinds_work import WORK
from storyreel.tools.generators.previz.layout import Layout
from storyreel.tools.generators.previz.openair import OPEN_AIR
from storyreel.tools.generators.previz.openair_odd import ODD
from storyreel.tools.generators.previz.words import COLOURS, first_of, shade, tokens

__all__ = ["KINDS", "layout_of"]

KINDS: dict[str, Maker] = {**HALLS, **HOMES, **PUBLIC, **WORK, **OPEN_AIR, **ODD}
"""What makes each kind of set."""

_WORDS: tuple[tuple[str, str], ...] = (
    ("courtroom", "courtroom, court room, court of law, law court, courthouse, trial, tribunal, old bailey, 法庭"),
    ("car", "car, inside a car, taxi, cab, limousine, automobile, truck cab, van, back seat, 汽车, 车里"),
    ("bathroom", "bathroom, washroom, toilet, lavatory, shower, restroom, bath, 浴室"),
    ("cave", "cave, cavern, grotto, mine, tunnel, den of wolves, lair, sewer, 山洞"),
    ("workshop", "workshop, garage, warehouse, factory, hangar, forge, smithy, mill, boiler room, engine room, depot, 工厂"),
    ("kitchen", "kitchen, scullery, galley, pantry, bakery, 厨房"),
    ("bedroom", "bedroom, bedchamber, nursery, dormitory, hotel room, motel, bed chamber, boudoir, 卧室"),
    ("hospital", "hospital, ward, clinic, surgery, infirmary, operating, morgue, asylum, 医院"),
    ("classroom", "classroom, class room, school, schoolroom, lecture, laboratory, lab, 教室"),
    ("library", "library, study, archive, bookshop, bookstore, den, professor, 图书馆, 书房"),
    ("office", "office, bureau, boardroom, meeting room, conference, newsroom, police station, headquarters, reception,"
     " interrogation, studio, 办公室"),
    ("bar", "bar, pub, tavern, inn, saloon, alehouse, nightclub, club, speakeasy, cellar, 酒吧"),
    ("cafe", "cafe, café, coffee, coffee house, tearoom, tea room, restaurant, diner, bistro, canteen, dining car, 咖啡"),
    ("shop", "shop, store, market stall, supermarket, grocery, pharmacy, boutique, pawnshop, 商店"),
    ("cell", "cell, prison, dungeon, jail, gaol, crypt, vault, tomb, bunker, basement, interrogation cell, 监狱"),
    ("church", "church, chapel, cathedral, abbey, monastery, temple, nave, vestry, 教堂"),
    ("greathall", "great hall, throne, palace, ballroom, castle hall, banquet, castle, court, hall of, fortress, 城堡, 宫"),
    ("compartment", "compartment, railway carriage, train carriage, carriage, bus, aeroplane, airplane, cabin of a plane,"
     " train, coach, tram, metro"),
    ("bridge", "spaceship, spacecraft, starship, space station, control room, cockpit, submarine, control, reactor, moon base,"
     " 飞船"),
    ("stagehouse", "theatre, theater, stage, auditorium, rehearsal, opera, limbo, void, black box, 舞台"),
    ("cabin", "cabin, hut, cottage, log cabin, barn, attic, loft, farmhouse, lodge, tent, stable, shed, croft, inn room"),
    ("corridor", "corridor, hallway, hall, lobby, staircase, stairs, landing, passage, foyer, vestibule, lift, elevator,"
     " entrance, 走廊"),
    ("drawingroom", "drawing room, drawingroom, parlour, parlor, salon, sitting room, morning room, dining room, manor, villa,"
     " mansion, furnished room, boudoir, smoking room"),
    ("livingroom", "living room, livingroom, lounge, apartment, flat, house, home, den, room in a house, motel room, 客厅, 家"),
)  # fmt: skip

_OUTSIDE: tuple[tuple[str, str], ...] = (
    ("space", "outer space, space, deep space, among the stars, orbit, spacewalk, cosmos, galaxy, asteroid, 太空"),
    ("underwater", "underwater, under water, under the sea, sea bed, seabed, sea floor, ocean floor, beneath the waves, coral"
     " reef, 水下, 海底"),
    ("rooftop", "rooftop, roof, rooftops, roof terrace, 屋顶"),
    ("market", "market, marketplace, market square, bazaar, souk, fair, fairground, stalls, 市场"),
    ("battlements", "battlement, battlements, ramparts, castle walls, castle wall, platform before the castle, keep, courtyard,"
     " castle, fortress, terrace, balcony, tower, 阳台, 院子"),
    ("station", "station, railway platform, train platform, platform, airport, bus stop, depot, 车站"),
    ("deck", "ship, deck, boat, yacht, quarterdeck, raft, ferry, sailboat"),
    ("beach", "beach, shore, seaside, coast, sea, ocean, harbour, harbor, dock, pier, quay, island, reef, rock, rocks,"
     " lighthouse, sand dunes, 海滩, 海边, 海"),
    ("waterside", "river, lake, pond, stream, bridge, canal, waterside, riverbank, bank, swamp, 河, 湖"),
    ("forest", "forest, wood, woods, jungle, grove, woodland, thicket, glade, 森林, 树林"),
    ("garden", "garden, park, orchard, lawn, backyard, yard, greenhouse, conservatory, vineyard, hedge, playground, gazebo, 花园,"
     " 公园"),
    ("graveyard", "graveyard, cemetery, churchyard, grave, tombs, ruins"),
    ("desert", "desert, dunes, wasteland, badlands, canyon, mars, planet, moon, prairie, western, arena"),
    ("mountain", "mountain, mountains, hillside, cliff, hill, summit, peak, glacier, rocky, valley, 山"),
    ("field", "field, meadow, heath, moor, countryside, open country, plain, farm, battlefield, camp, pasture, marsh,"
     " road through, 田"),
    ("street", "street, road, alley, square, town, city, village, pavement, sidewalk, plaza, parking, front door,"
     " porch, doorstep, crossroads, highway, 街"),
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
