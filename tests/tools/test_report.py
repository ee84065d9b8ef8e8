"""The report: one page, nothing from a network, nothing let through unescaped, nothing shown that was not measured."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from storyreel.errors import ProjectError
from storyreel.film import (
    AnchorUsed,
    Blocking,
    Character,
    Choice,
    Cost,
    Cut,
    CutEntry,
    Dialogue,
    Line,
    MissingMedia,
    Plan,
    PlannedShot,
    RenderSpec,
    Scene,
    Score,
    Script,
    Verdict,
)
from storyreel.tools.report import ReportData, ReportFinding, SilentLine, write_report
from tests.tools.report_pages import EVIL, Make, Page, black, line, shot, take


@pytest.fixture
def script() -> Script:
    return Script(
        title="Rain",
        cast=(Character(name="ROSA", appearance="a red coat"),),
        scenes=(
            Scene(
                id="1", heading="INT. KITCHEN", shots=(shot(1, lines=[line(1, "We should have gone.")]), shot(2, action="Rain."))
            ),
        ),
    )


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(script: Script, **fields: object) -> str:
        return write_report(ReportData(script=script, **fields), tmp_path / "report.html").read_text(encoding="utf-8")  # type: ignore[arg-type]

    return made


def test_every_text_from_outside_is_escaped(make: Make) -> None:
    evil = shot(
        1,
        uid=EVIL,
        id=EVIL,
        action=EVIL,
        setup=EVIL,
        emotion=EVIL,
        reason=EVIL,
        lines=[line(1, EVIL, speaker=EVIL)],
        blocking=[Blocking(character=EVIL, position=EVIL)],
    )
    finding = black(EVIL).changed(evidence=EVIL, kind=EVIL, dimension=EVIL)
    verdict = Verdict(on="take", passed=False, scores={EVIL: Score(why=EVIL, rules=(EVIL,))}, findings=(finding,), judge=EVIL)
    one = take(EVIL, 1, verdict=verdict, backend=EVIL, placeholder=EVIL, anchor=AnchorUsed(mode="tail", reason=EVIL, source=EVIL))
    spec = RenderSpec(uid="u", backend="b", revision="1", width_px=64, height_px=36, rate_num=24, frames=1, shot={})
    planned = PlannedShot(
        uid=EVIL, id="1", spec=spec, spec_hash="", prompt=EVIL, choices=(Choice(about=EVIL, choice=EVIL, reason=EVIL),)
    )
    html = make(
        Script(
            cast=(Character(name=EVIL, appearance=EVIL),), scenes=(Scene(id=EVIL, heading=EVIL, description=EVIL, shots=(evil,)),)
        ),
        title=EVIL,
        generator=EVIL,
        film=f'x".mp4{EVIL}',
        takes={EVIL: [one]},
        plan=Plan(shots=(planned,)),
        verdicts=[verdict],
        findings=[ReportFinding(finding, EVIL)],
        loops=[{"loop": EVIL, "round": EVIL, "why": [EVIL], "changed": EVIL, "result": EVIL, EVIL: EVIL}],
        cost={EVIL: EVIL, "currency": EVIL, "micros": 5},
        unspeakable=[SilentLine(EVIL, EVIL, EVIL, EVIL)],
    )
    assert EVIL not in html
    page = Page(html)
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert page.text.count(EVIL) > 30


def test_the_page_needs_no_network_and_lets_nothing_else_run(make: Make, script: Script) -> None:
    html = make(script, thumbnails={"u1": b"\xff\xd8jpeg"}, generator="animatic")
    page = Page(html)
    for _, attributes in page.tags:
        for name in ("src", "href", "poster", "action", "data"):
            value = attributes.get(name) or "#"
            assert value.startswith(("#", "data:", "film.mp4")), value
    assert not re.search(r"https?://|@import|url\(", html)
    policy = next(attributes["content"] for tag, attributes in page.tags if "Content-Security-Policy" in str(attributes))
    inline = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
    assert policy is not None and inline is not None
    digest = base64.b64encode(hashlib.sha256(inline[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy and "default-src 'none'" in policy


def test_both_colour_schemes_and_paper(make: Make, script: Script) -> None:
    html = make(script)
    assert "color-scheme: light dark" in html and "@media print" in html and 'content="light dark"' in html
    assert 'id="theme" type="button" hidden' in html, "without a script there is no button that does nothing"


def test_the_label_stands_above_the_title_and_below_all(make: Make, script: Script) -> None:
    text = Page(make(script, generator="animatic (drawn, not generated footage)")).text
    body = text.split("Rain: report", 1)[1].strip()
    assert body.startswith("animatic (drawn, not generated footage) Theme: as the system Rain")
    assert body.endswith("Pictures: animatic (drawn, not generated footage).")


def test_what_was_not_scored_is_never_a_figure(make: Make, script: Script) -> None:
    scores = {"Dramatic Tension": Score(why="needs a judge"), "Technical Quality": Score(value=2.5, why="one cut is late")}
    verdict = Verdict(on="film", passed=False, scores=scores, threshold=3.5)
    one = take("u1", 1, verdict=verdict.changed(on="take"))
    html = make(script, verdicts=[verdict], takes={"u1": [one]}, chosen={"u1": one.key})
    text = Page(html).text
    assert "Dramatic Tension – not observable: needs a judge" in text
    assert "Dramatic Tension not observable: needs a judge" in text
    assert "Technical Quality 2.5 one cut is late" in text and "mean of what could be scored: 2.5 of 5" in text
    assert re.findall(r"<b>([\d.]+|–)</b>", html[html.index('id="scores"') :]) == ["2.5", "–", "1.1", "2.5", "1.2"]
    figures = html[html.index('id="shots"') :]
    assert "<td>2.5</td>" in figures and '<td data-sort="">not observable</td>' in figures
    nothing = Verdict(on="film", passed=True, scores={"Tension": Score()})
    assert "nothing could be scored" in Page(make(script, verdicts=[nothing])).text


def test_takes_stand_beside_their_shot_the_chosen_one_first(make: Make, script: Script) -> None:
    failed = Verdict(on="take", passed=False, scores={"Technical Quality": Score(value=1.0)}, findings=(black("u1"),))
    takes = {"u1": [take("u1", 1, verdict=failed), take("u1", 2, frames=20, cost=Cost(micros=None), wall_ms=1500)]}
    html = make(script, takes=takes, chosen={"u1": "u1-take2"}, thumbnails={"u1-take1": b"A", "u1-take2": b"B"})
    text = Page(html[html.index('id="script"') :]).text
    assert text.index("Take 2 in the film") < text.index("Take 1 does not pass") < text.index("no take was made")
    assert "20 frames, 0.8 s (asked: 24 frames)" in text and "cost unknown" in text and "luma 2 of 255" in text


def test_every_picture_stands_in_the_page_once_and_every_use_of_it_leads_there(make: Make, script: Script) -> None:
    takes = {"u1": [take("u1", 1), take("u1", 2)]}
    pictures = {"u1-take1": b"A", "u1-take2": b"B", "u2": b"B"}
    html = make(script, takes=takes, chosen={"u1": "u1-take2"}, thumbnails=pictures)
    assert html.count(f"base64,{base64.b64encode(b'A').decode()}") == html.count(f"base64,{base64.b64encode(b'B').decode()}") == 1
    names, uses = set(re.findall(r'<image id="(\w+)"', html)), re.findall(r'<use href="#(\w+)"', html)
    assert set(uses) == names and len(names) == 2
    reel = html[html.index("Takes of shot 1.1") : html.index('id="timeline"')]
    assert re.findall(r'<li( class="chosen")?>', reel)[:2] == ["", ' class="chosen"']
    assert reel.index('aria-label="Shot 1.1, take 1"') < reel.index('aria-label="Shot 1.1, take 2"')


def test_a_take_names_its_anchor_and_one_without_says_so(make: Make, script: Script) -> None:
    handed = AnchorUsed(mode="last frame", source="u1", reason="same set-up")
    text = Page(make(script, takes={"u1": [take("u1", 1)], "u2": [take("u2", 1, anchor=handed)]})).text
    assert "anchor: none " in text and "anchor: last frame of shot 1.1 (same set-up)" in text


def test_notes_of_a_shot_are_shown_when_they_tell_something_new(make: Make) -> None:
    lit = {"lighting": "low sun", "emotion": "neutral", "plot": "Rain"}
    one = shot(1, action="Rain falls.", **lit)
    two = shot(2, sound="thunder", **lit)
    text = Page(make(Script(scenes=(Scene(id="1", shots=(one, two)),)))).text
    assert text.count("lighting: low sun") == 1 and "neutral" not in text and "sound: thunder" in text
    assert text.count("plot: Rain") == 0
    assert "plot: Rain" in Page(make(Script(scenes=(Scene(id="1", shots=(two,)),)))).text


def test_dimensions_without_a_score_are_counted_by_their_reason(make: Make, script: Script) -> None:
    unseen = {name: Score(why="not observable: needs a judge") for name in ("Tension", "Imagery", "Coherence")}
    verdict = Verdict(on="take", passed=True, scores={**unseen, "Speech": Score(why="nobody speaks")})
    text = Page(make(script, takes={"u1": [take("u1", 1, verdict=verdict)]})).text
    assert "3 dimensions not observable: needs a judge Speech not observable: nobody speaks" in text


def test_a_score_at_the_threshold_passes(make: Make, script: Script) -> None:
    verdict = Verdict(on="film", passed=True, scores={"A": Score(value=3.5), "B": Score(value=3.4)}, threshold=3.5)
    html = make(script, verdicts=[verdict])
    assert html.count('class="score low"') == 1


def test_a_missing_take_and_a_locked_one_are_said(make: Make, script: Script) -> None:
    spec = RenderSpec(uid="u1", backend="b", revision="1", width_px=64, height_px=36, rate_num=24, frames=1, shot={})
    plan = Plan(shots=(PlannedShot(uid="u1", id="1.1", spec=spec, spec_hash="", locked_take="u1-take1"),))
    entry = CutEntry(
        uid="u2", id="1.2", missing=MissingMedia(uid="u2", reason="timed out twice"), available_frames=0, frames=24, start=0
    )
    cut = Cut(width_px=64, height_px=36, rate_num=24, entries=(entry,))
    text = Page(make(script, plan=plan, cut=cut, takes={"u1": [take("u1", 1)]})).text
    assert "timed out twice" in text and "locked" in text


def test_findings_that_stand_come_first_and_link_to_their_shot(make: Make, script: Script) -> None:
    settled, open_one = black("u1").changed(evidence="was black"), black("u2").changed(evidence="still black", severity="minor")
    html = make(script, findings=[ReportFinding(settled, "resolved by take 2"), ReportFinding(open_one, "kept: no gain")])
    assert html.index("still black") < html.index("was black")
    assert html.count('class="weight blocking settled"') == 1 and html.count('<li class="finding minor"') == 1
    assert '<a href="#shot-2">shot 1.2, 0:00.0–0:00.9</a>' in html and 'id="shot-2"' in html


def test_loops_choices_silent_lines_and_cost_are_shown(make: Make, script: Script) -> None:
    text = Page(
        make(
            script,
            loops=[
                {
                    "loop": "script revision",
                    "round": 1,
                    "why": ["L1 needs 4 s"],
                    "changed": ["shot 1.1 is longer"],
                    "result": "fits",
                }
            ],
            choices=[Choice(about="generator", choice="previz", reason="no key")],
            plan=Plan(choices=(Choice(about="generator", choice="previz", reason="no key"),)),
            unspeakable=[SilentLine("L9", "TOM", "…", "only punctuation")],
            cost={"micros": 1_500_000, "estimate_micros": None, "currency": "EUR", "jobs": 3},
            wall_s=75,
        )
    ).text
    assert "script revision, round 1 because L1 needs 4 s changed shot 1.1 is longer fits" in text
    assert text.count("previz no key") == 1
    assert "L9 TOM: “…” – only punctuation" in text
    assert "1.50 EUR" in text and "estimated before unknown" in text and "jobs 3" in text and "1 min 15 s" in text


@pytest.mark.parametrize(
    ("spoken", "told"), [("We should have gone.", "all 1 of the source"), ("We should", "0 of the source's 1")]
)
def test_lines_of_the_source_are_counted_whole(make: Make, script: Script, spoken: str, told: str) -> None:
    dialogue = Dialogue(items=(Line(id="L1", speaker="ROSA", text="We should have gone."),))
    one = script.changed(scenes=(Scene(id="1", shots=(shot(1, lines=[line(1, spoken)]),)),))
    assert told in Page(make(one, dialogue=dialogue)).text


def test_the_film_is_a_relative_link_with_its_subtitles(make: Make, script: Script) -> None:
    html = make(script, film="my film.mp4")
    tags = Page(html).tags
    assert next(attributes["src"] for tag, attributes in tags if tag == "video") == "my%20film.mp4"
    track = next(attributes["src"] for tag, attributes in tags if tag == "track") or ""
    assert "We should have gone." in base64.b64decode(track.partition("base64,")[2]).decode()
    assert "my%20film.mp4#t=1.0" in html
    assert "<video" not in make(script, film="")


def test_an_empty_script_makes_a_page(make: Make) -> None:
    assert "0 scenes, 0 shots, 0 lines" in Page(make(Script())).text


def test_the_same_data_gives_the_same_page(make: Make, script: Script) -> None:
    assert make(script) == make(script)


def test_a_folder_that_cannot_be_written_is_a_project_error(script: Script, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectError, match="--out"):
        write_report(ReportData(script=script), tmp_path / "file" / "report.html")
