"""Things that are held or lie about, found by the words of their name and drawn small in metres round the grip.

A thing nobody has a word for is a plain parcel, so that a hand that holds something is never empty. The drawings are in
`props_papers`, `props_table`, `props_arms` and `props_goods`.
"""

from __future__ import annotations

from math import pi

from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.props_arms import ARMS
from storyreel.tools.generators.previz.props_goods import GOODS
from storyreel.tools.generators.previz.props_papers import PAPERS
from storyreel.tools.generators.previz.props_pen import Pen
from storyreel.tools.generators.previz.props_table import TABLE
from storyreel.tools.generators.previz.shapes import Spot
from storyreel.tools.generators.previz.words import COLOURS, first_of, tokens

__all__ = ["PROPS", "TALL", "draw_prop", "prop_kind"]

TALL = frozenset(("bow", "broom", "cane", "flag", "guitar", "newspaper", "rifle", "spade", "spear", "sword", "torch", "umbrella"))
"""What stands up high above the hand that holds it."""

PROPS = {**PAPERS, **TABLE, **ARMS, **GOODS}
_WORDS: tuple[tuple[str, str], ...] = (
    ("newspaper", "newspaper, newspapers, gazette, magazine, journal"),
    ("envelope", "envelope, telegram, invitation"),
    ("photograph", "photograph, photo, portrait, picture, painting, polaroid"),
    ("map", "map, scroll, chart, parchment, blueprint"),
    ("case", "cigarette case, card case, case, snuffbox, compact, locket, badge, card, ticket, passport"),
    ("cigarette", "cigarette, cigar, match"),
    ("book", "book, diary, notebook, bible, ledger, album, novel, manuscript, pamphlet, script"),
    (
        "letter",
        "letter, paper, note, document, contract, will, list, page, bill, receipt, form, file, bond, iou, "
        "deed, certificate, menu, card, papers",
    ),
    ("tray", "tray, salver"),
    ("plate", "plate, dish, muffin, muffins, cake, pie, supper, breakfast"),
    (
        "food",
        "bread, sandwich, cucumber sandwich, burger, toast, food, cheese, macaroon, macaroons, biscuit, cookie, bun",
    ),
    ("apple", "apple, orange, fruit, peach, egg, lemon"),
    ("basket", "basket, hamper"),
    ("tankard", "tankard, beer, ale, pint"),
    ("mug", "mug, coffee, cocoa"),
    ("cup", "cup, tea, teacup, chalice, goblet, saucer"),
    ("vial", "vial, poison, potion, phial, flask, medicine, pills, perfume"),
    ("bottle", "bottle, champagne, whisky, whiskey, rum, gin, jug, decanter"),
    ("glass", "glass, wine, drink, cocktail, martini, brandy"),
    ("spear", "spear, halberd, pike, partisan, lance, javelin, harpoon"),
    ("sword", "sword, rapier, sabre, saber, blade, katana, foil, lightsaber"),
    ("knife", "knife, dagger, daggers, razor, scissors, stiletto, scalpel"),
    ("rifle", "rifle, shotgun, musket"),
    ("gun", "gun, pistol, revolver, weapon, blaster"),
    ("bow", "bow, arrow, crossbow"),
    ("candle", "candle, candlestick, taper"),
    ("torch", "torch, brand, flame, flare"),
    ("lamp", "lamp, lantern, flashlight"),
    ("bouquet", "bouquet, bunch, flowers, roses, wreath"),
    ("flower", "flower, rose, lily, daisy, violet, tulip, twig, branch, herb, leaf"),
    ("key", "key, keys"),
    ("ring", "ring, wedding ring"),
    ("jewel", "necklace, jewel, jewels, pearls, pendant, diamond, bracelet, amulet, earrings"),
    ("receiver", "receiver, handset, telephone"),
    ("phone", "phone, mobile, smartphone, cell phone, remote, radio, walkie talkie"),
    ("laptop", "laptop, computer, tablet, screen, typewriter"),
    ("umbrella", "umbrella, parasol"),
    ("cane", "cane, stick, staff, crutch, wand, walking stick, pole, rod"),
    ("money", "money, cash, banknote, banknotes, notes, dollars, pounds, wallet"),
    ("purse", "purse, pouch"),
    ("bag", "bag, handbag, briefcase, suitcase, satchel, luggage, backpack, trunk, portmanteau, valise, rucksack"),
    ("coin", "coin, medal, medallion, penny, token"),
    ("crown", "crown, tiara, coronet"),
    ("hat", "hat, cap, bonnet, helmet, wig, gloves"),
    ("fan", "fan"),
    ("quill", "quill, pen, pencil, feather, brush, paintbrush, chalk"),
    ("pipe", "pipe"),
    ("skull", "skull, bone, head"),
    ("mirror", "mirror, looking glass"),
    ("watch", "watch, clock, compass, stopwatch, pocket watch"),
    (
        "cloth",
        "handkerchief, cloth, scarf, towel, rag, napkin, shawl, veil, blanket, coat, dress, shirt, ribbon, knitting, needle",
    ),
    ("rope", "rope, chain, whip, string, cord"),
    ("gift", "gift, present, christmas tree"),
    ("chest", "chest, casket, coffer, treasure, jewellery box, jewelry box, strongbox"),
    ("camera", "camera"),
    ("violin", "violin, fiddle"),
    ("guitar", "guitar, lute, banjo, ukulele, mandolin, cello"),
    ("spade", "spade, shovel, rake, oar, paddle"),
    ("broom", "broom, mop"),
    ("tool", "hammer, axe, tool, wrench, spanner, saw, screwdriver, mallet, gavel"),
    ("doll", "doll, teddy, teddy bear, toy, puppet, baby, infant"),
    ("spectacles", "spectacles, glasses, monocle, lorgnette, goggles"),
    ("ball", "ball, orb, globe, crystal, snow globe, balloon"),
    ("telescope", "telescope, spyglass, binoculars"),
    ("handcuffs", "handcuffs, cuffs, shackles, manacles"),
    ("cross", "cross, crucifix, rosary"),
    ("bell", "bell"),
    ("flag", "flag, banner"),
    ("microphone", "microphone, mic"),
    ("bird", "bird, canary, parrot, dove, cat, kitten, mouse"),
)


def prop_kind(name: str) -> str:
    """The kind of drawing for a thing's name; "parcel" where no word is known.

    >>> prop_kind("the cigarette case"), prop_kind("a rusty dagger"), prop_kind("quaternion")
    ('case', 'knife', 'parcel')
    """
    return first_of(name, _WORDS) or "parcel"


def draw_prop(ink: Ink, name: str, at: Spot, px: float, *, tilt: float = 0.0) -> None:
    """Draw a thing with its grip at a spot; `px` is pixels per metre, `tilt` radians clockwise."""
    if px < 6:
        return
    colour = next((COLOURS[w] for w in tokens(name) if w in COLOURS and w not in ("gold", "golden", "dark")), None)
    ink.canvas.save()
    ink.canvas.translate(*at)
    ink.canvas.rotate(tilt * 180 / pi)
    ink.canvas.scale(px, px)
    before, ink.unit = ink.unit, px
    try:
        PROPS[prop_kind(name)](Pen(ink, colour))
    finally:
        ink.unit = before
        ink.canvas.restore()
