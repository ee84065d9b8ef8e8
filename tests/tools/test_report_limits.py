"""The report at its limits: nothing, three hundred shots, sixty with large pictures, any script, and names from anywhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from storyreel.film import Character, Scene, Score, Script, Verdict
from storyreel.tools.report import Moment, ReportData, ReportFinding, moments, write_report
from tests.tools.report_pages import EVIL, Page, black, line, script_of, shot, take

CSS = Path(__file__).parent.parent.parent / "storyreel" / "tools" / "report" / "page.css"
VOID = {"meta", "br", "track", "img", "input", "hr"}


class Nesting(HTMLParser):
    """Fails where a tag is closed that is not open; `open` is what is left."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        told = dict(attrs)
        self.ids += [told["id"]] if told.get("id") else []  # type: ignore[list-item]
        self.links += [told["href"]] if (told.get("href") or "").startswith("#") else []  # type: ignore[list-item]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()


def big(count: int, *, takes: int = 3, picture: int = 0, text: str = "Rosa waits by the window.") -> ReportData:
    """A film with so many shots, each made `takes` times and black the first times."""
    shots = tuple(shot(n, action=text, lines=[line(n, text)]) for n in range(count))
    found = [black(one.uid) for one in shots]
    bad = [Verdict(on="take", passed=False, scores={"Technical Quality": Score(value=2.0)}, findings=(one,)) for one in found]
    good = Verdict(on="take", passed=True, scores={"Technical Quality": Score(value=5.0)})
    made = {
        one.uid: [take(one.uid, n + 1, verdict=good if n == takes - 1 else bad[number]) for n in range(takes)]
        for number, one in enumerate(shots)
    }
    keys = [one.key for row in made.values() for one in row]
    script = Script(title="Rain", scenes=(Scene(id="1", heading="INT. KITCHEN", shots=shots),))
    data = ReportData(script=script, takes=made, chosen={uid: row[-1].key for uid, row in made.items()})
    pictures = {key: number.to_bytes(4) * (picture // 4) for number, key in enumerate(keys)} if picture else {}
    frames = {moment: str(moment).encode() * (picture // 40) for moment in moments(data)} if picture else {}
    return ReportData(**{**vars(data), "thumbnails": pictures, "frames": frames})


def html_of(tmp_path: Path, data: ReportData) -> str:
    return write_report(data, tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("picture", [4_000, 14_000, 50_000])
def test_sixty_shots_with_three_takes_each_stay_below_five_megabytes(tmp_path: Path, picture: int) -> None:
    data = big(60, picture=picture, text="Well… she waits, and the rain goes on. " * 12)
    html = html_of(tmp_path, data)
    assert len(html.encode()) < 5_000_000
    kept, wanted = html.count("<image "), len(data.thumbnails) + len(data.frames)
    assert kept == wanted or len(html.encode()) > 4_700_000, "room is used"
    assert (f"{wanted - kept} pictures are left out" in html) == (kept < wanted)
    strip = html[html.index('id="frames"') : html.index('id="timeline"')]
    chosen = re.findall(r'class="frame"[^>]* aria-label="Shot 1\.\d+: medium"', strip)
    assert len(chosen) == 60, "the takes in the film come first"


def test_three_hundred_shots_make_a_whole_page(tmp_path: Path) -> None:
    html = html_of(tmp_path, big(300))
    page = Nesting(html)
    assert not page.open and len(set(page.ids)) == len(page.ids)
    assert {f"shot-{n}" for n in range(1, 301)} <= set(page.ids)
    assert html.count('<svg class="row"') == 10 and html.count('<article class="shot"') == 300


@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_tag_is_closed_and_every_link_leads_somewhere(tmp_path: Path, count: int) -> None:
    data = big(count, takes=2, picture=400)
    verdicts = [
        Verdict(on="film", passed=False, scores={"A": Score(value=2, why="x", rules=("r",)), "B": Score(why="needs a judge")})
    ]
    loops = [{"loop": "script revision", "round": 1, "why": ["x"], "changed": ["y"], "scores": [("A", 1.0, 2.0)]}]
    told = [ReportFinding(black("u0"), "open", "film"), ReportFinding(black("gone"), "resolved", "script")]
    html = html_of(tmp_path, ReportData(**{**vars(data), "verdicts": verdicts, "loops": loops, "findings": told}))
    page = Nesting(html)
    assert not page.open
    assert {link[1:] for link in page.links} <= set(page.ids)
    if not count:
        assert "The script has no shots." in html and 'id="timeline"' not in html


def test_a_script_without_takes_or_pictures_is_shown(tmp_path: Path) -> None:
    html = html_of(tmp_path, ReportData(script=script_of(shot(1), shot(2)), film=""))
    text = Page(html).text
    assert text.count("no take was made") == 4 and "<image" not in html and "<video" not in html
    assert "no picture" in text and 'id="rounds"' not in html


@pytest.mark.parametrize(
    "words", ["رسالة من البحر", "雨夜来信", "Ж" * 400, "x" * 4000, "e\u0301" * 50, "👩‍👩‍👧 🎬", "a\u202eb", "&lt;b&gt;"]
)
def test_names_and_words_from_anywhere_stand_as_they_are(tmp_path: Path, words: str) -> None:
    one = shot(1, action=words, lines=[line(1, words, speaker=words)])
    script = Script(
        title=words, cast=(Character(name=words, appearance=words),), scenes=(Scene(id="1", heading=words, shots=(one,)),)
    )
    html = html_of(tmp_path, ReportData(script=script, film=f"{words[:20]}.mp4"))
    page = Page(html)
    assert page.text.count(" ".join(words.split())) >= 7
    directed = [tag for tag, attributes in page.tags if attributes.get("dir") == "auto"]
    assert {"h1", "h3", "p", "dt", "dd"} <= set(directed)
    assert not re.search(r"https?:|//", "".join(str(attributes.get("src") or "") for _, attributes in page.tags))


def test_what_a_finding_and_a_moment_say_is_escaped_where_it_is_drawn(tmp_path: Path) -> None:
    found = black("u1").changed(kind=EVIL, evidence=EVIL, data={"box": [0, 0, 1, 1], "boxes": [[EVIL] * 4]})
    made = take("u1", 1, verdict=Verdict(on="take", passed=False, scores={EVIL: Score(value=1)}, findings=(found,)))
    again = take("u1", 2, verdict=Verdict(on="take", passed=True, scores={EVIL: Score(value=5)}))
    script = script_of(shot(1, id=EVIL, lines=[line(1, EVIL, speaker=EVIL)], transition={"kind": "dissolve"}))
    html = html_of(
        tmp_path,
        ReportData(
            script=script,
            takes={"u1": [made, again]},
            chosen={"u1": again.key},
            frames={Moment(made.key, 450): b"J"},
            findings=[ReportFinding(found, EVIL, "film")],
        ),
    )
    assert "<script>alert" not in html and html.count("<script>") == 1 and not Nesting(html).open
    assert 'aria-label="Shot &lt;script&gt;' in html


def test_every_picture_has_words_and_every_table_heads(tmp_path: Path) -> None:
    html = html_of(tmp_path, big(4, picture=400))
    for tag, attributes in Page(html).tags:
        if tag == "svg":
            assert attributes.get("aria-label") or attributes.get("aria-hidden") == "true"
        if tag == "th":
            assert attributes.get("scope") == "col"
        if attributes.get("role") == "region":
            assert attributes.get("tabindex") == "0" and attributes.get("aria-label")
    assert html.count('<table class="sortable">') == 2 and '<html lang="en">' in html


def luminance(colour: str) -> float:
    parts = [int(colour[number : number + 2], 16) / 255 for number in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "soft", "accent", "good", "bad", "warn"])
def test_words_can_be_told_from_the_paper(name: str, scheme: int) -> None:
    colours = dict(re.findall(r"--([\w-]+): light-dark\((#\w{6}, #\w{6})\)", CSS.read_text(encoding="utf-8")))
    paper, words = (luminance(colours[one].split(", ")[scheme]) for one in ("paper", name))
    assert (max(paper, words) + 0.05) / (min(paper, words) + 0.05) >= 4.5


def test_labels_in_bars_can_be_read() -> None:
    colours = dict(re.findall(r"--([\w-]+): light-dark\((#\w{6}, #\w{6})\)", CSS.read_text(encoding="utf-8")))
    for scheme in (0, 1):
        ink = luminance(colours["ink"].split(", ")[scheme])
        for name in ("shot-odd", "shot-even", "score", "low"):
            bar = luminance(colours[name].split(", ")[scheme])
            assert (max(bar, ink) + 0.05) / (min(bar, ink) + 0.05) >= 4.5, name
