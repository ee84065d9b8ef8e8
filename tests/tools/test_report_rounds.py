"""What the report draws and compares: boxes on frames, the moment of a Finding, rounds on the script, Takes side by side."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.film import Finding, Score, Script, Verdict
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.sight import sight_of
from storyreel.tools.report import (
    FILM,
    Moment,
    ReportData,
    ReportFinding,
    frames_of,
    moments,
    score_changes,
    script_changes,
    write_report,
)
from storyreel.tools.report.album import Album, jpeg_size
from storyreel.tools.report.places import boxes_of
from tests.tools.report_pages import Page, black, line, script_of, shot, take
from tests.tools.test_report_pictures import clip, opened

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from("xywh"), inner, max_size=4),
    max_leaves=12,
)


def failed(uid: str, *findings: Finding, **scores: float) -> Verdict:
    return Verdict(
        on="take", passed=False, scores={name: Score(value=value) for name, value in scores.items()}, findings=findings
    )


def passed(**scores: float) -> Verdict:
    return failed("").changed(passed=True, scores={name: Score(value=value) for name, value in scores.items()})


def html_of(tmp_path: Path, data: ReportData) -> str:
    return write_report(data, tmp_path / "report.html").read_text(encoding="utf-8")


@given(st.dictionaries(st.sampled_from(("box", "boxes", "luma")), JSON, max_size=3))
def test_whatever_stands_for_a_box_is_drawn_inside_the_frame_or_not_at_all(data: dict[str, Any]) -> None:
    for x, y, w, h in boxes_of(data):
        assert 0 <= x < x + w <= 1.0000001 and 0 <= y < y + h <= 1.0000001


@pytest.mark.parametrize(
    "value",
    [None, [0, 0, 1], [0, 0, 0, 1], ["0", 0, 1, 1], [float("nan"), 0, 1, 1], [2, 2, 1, 1], {"x": 0, "y": 0}, [True, 0, 1, 1]],
)
def test_what_is_no_box_is_not_drawn(value: Any) -> None:
    assert boxes_of({"box": value}) == ()


def test_many_boxes_are_cut_to_a_few() -> None:
    assert len(boxes_of({"boxes": [[0, 0, 0.5, 0.5]] * 100})) == 8


def test_a_finding_is_drawn_on_the_frame_of_its_time(tmp_path: Path) -> None:
    found = black("u1").changed(start_ms=400, end_ms=600, data={"box": [0.5, 0.25, 0.25, 0.5]})
    made = take("u1", 1, verdict=failed("u1", found))
    data = ReportData(script=script_of(shot(1)), takes={"u1": [made]}, chosen={"u1": made.key}, thumbnails={made.key: b"mid"})
    assert moments(data) == [Moment(made.key, 500)]
    width, height = 96, 54
    frame = frames_of(moments(data), {made.key: clip(tmp_path / "a.mp4")})
    html = html_of(tmp_path, ReportData(**{**vars(data), "frames": frame}))
    card = html[html.index('<li class="finding blocking">') :]
    assert f'viewBox="0 0 {width} {height}"' in card[:900] and 'aria-label="Frame of shot 1.1, take 1: black"' in card[:900]
    assert '<rect class="box" x="48.0" y="13.5" width="24.0" height="27.0"/>' in card[:900]
    assert '<i style="left:40.0%;width:20.0%">' in card[:1200], "where in the take it stands"


def test_a_finding_of_the_film_is_drawn_on_the_films_frame(tmp_path: Path) -> None:
    found = black("u2").changed(start_ms=0, end_ms=100, data={"box": [0, 0, 0.5, 1]})
    film = clip(tmp_path / "film.mp4")
    data = ReportData(script=script_of(shot(1), shot(2)), findings=[ReportFinding(found, "open", "film")])
    frames = frames_of(moments(data), {FILM: film})
    assert list(frames) == [Moment(FILM, 50)] and abs(int(opened(frames[Moment(FILM, 50)]).mean()) - 40) < 4
    html = html_of(tmp_path, ReportData(**{**vars(data), "frames": frames}))
    assert '<rect class="box" x="0.0" y="0.0" width="48.0" height="54.0"/>' in html
    script_one = ReportData(script=script_of(shot(2)), findings=[ReportFinding(found, "open", "script")])
    assert moments(script_one) == [], "the times of a script are not those of the film"


def test_a_clip_that_cannot_be_read_has_no_frame(tmp_path: Path) -> None:
    (tmp_path / "bad.mp4").write_bytes(b"no film")
    wanted = [Moment("bad", 0), Moment("gone", 0), Moment("good", 99_999)]
    found = frames_of(wanted, {"bad": tmp_path / "bad.mp4", "good": clip(tmp_path / "good.mp4")})
    assert list(found) == [Moment("good", 99_999)] and abs(int(opened(found[wanted[2]]).mean()) - 160) < 4


def test_a_retake_stands_beside_the_same_moment_of_the_take_it_replaces(tmp_path: Path) -> None:
    fault = black("u1").changed(start_ms=200, end_ms=400, evidence="9 black frames")
    takes = [
        take("u1", 1, verdict=failed("u1", fault, Technical=2.0, Duration=5.0)),
        take("u1", 2, verdict=passed(Technical=5.0)),
    ]
    data = ReportData(script=script_of(shot(1), shot(2)), takes={"u1": takes, "u2": [take("u2", 1)]}, chosen={"u1": takes[1].key})
    assert moments(data) == [Moment(takes[0].key, 300), Moment(takes[1].key, 300)]
    frames = {moment: moment.clip.encode() for moment in moments(data)}
    html = html_of(tmp_path, ReportData(**{**vars(data), "frames": frames}))
    rounds = html[html.index('id="rounds"') : html.index('id="script"')]
    text = Page(rounds).text
    assert "1 shot made again Shot 1.1 take 2 stands" in text and "Shot 1.2" not in text
    assert "Take 1 does not pass black 9 black frames Take 2 in the film · passes Technical 2.0 → 5.0" in text
    assert re.findall(r'aria-label="([^"]+)"', rounds) == ["Shot 1.1, take 1", "Shot 1.1, take 2, the same moment"]
    assert len(set(re.findall(r'<use href="#(\w+)"', rounds))) == 2


def test_findings_of_takes_say_by_which_take_they_were_answered(tmp_path: Path) -> None:
    noted = black("u2").changed(severity="minor", kind="dim")
    takes = {
        "u1": [take("u1", 1, verdict=failed("u1", black("u1"))), take("u1", 2, verdict=passed())],
        "u2": [take("u2", 1, verdict=failed("u2", noted, black("u2")))],
        "u3": [take("u3", 1, verdict=failed("u3", black("u3")))],
    }
    told = [ReportFinding(black("u2"), "open")]
    chosen = {"u1": "u1-take2", "u2": "u2-take1"}
    html = html_of(tmp_path, ReportData(script=script_of(shot(1), shot(2), shot(3)), takes=takes, chosen=chosen, findings=told))
    table = html[html.index('aria-label="All findings"') : html.index('id="rounds"')]
    rows = [Page(row).text for row in re.findall(r"<tr><td.*?</tr>", table, re.DOTALL)]
    assert [row.rsplit("retake ", 1)[1] for row in rows] == ["open", "open", "noted", "replaced by take 2"]
    assert "shot 1.2, take 1" in rows[0] and "shot 1.3, take 1" in rows[1], "told once, with its take"


def test_what_was_silenced_is_told_as_such_and_asks_for_nothing(tmp_path: Path) -> None:
    verdict = Verdict(on="film", passed=True, silenced=(black("u1"),))
    made = take("u1", 1, verdict=passed().changed(silenced=(black("u1").changed(kind="freeze"),)))
    html = html_of(
        tmp_path, ReportData(script=script_of(shot(1)), verdicts=[verdict], takes={"u1": [made]}, chosen={"u1": made.key})
    )
    assert "Nothing stands: 0 findings were made and mended, 2 are silenced." in Page(html).text
    assert "1 open" not in html and html.count("<td>silenced</td>") == 2


def test_a_script_version_is_told_by_its_edits() -> None:
    before = script_of(shot(1, lines=[line(1, "Yes.")]), shot(2, action="Rain."), shot(3))
    after = script_of(
        shot(1, end_ms=4000, lines=[line(1, "Yes.")], move={"kind": "push in", "speed": "slow"}),
        shot(2, id="1.2", lines=[line(2, "No.")], action="R" * 200),
        shot(9, id="1.2A"),
    )
    told = script_changes(before, after)
    assert told[0] == "shot 1.1: length 1.0 s → 3.0 s; camera medium, single → medium, single, slow push in"
    assert told[1] == "shot 1.2: lines none → L2; action changed"
    assert told[2].startswith("shot 1.2A is new: medium") and told[3] == "shot 1.3 is gone"
    assert script_changes(before, before) == script_changes(Script(), Script()) == []


def test_a_shot_that_only_moved_did_not_change() -> None:
    assert script_changes(script_of(shot(1)), script_of(shot(1).moved(5000))) == []


def test_scores_are_compared_where_both_were_given() -> None:
    before = Verdict(
        on="script", passed=False, scores={"A": Score(value=2.0), "B": Score(value=5), "C": Score(why="needs a judge")}
    )
    after = Verdict(
        on="script", passed=True, scores={"A": Score(value=4.5), "B": Score(value=5), "C": Score(value=3), "D": Score(value=1)}
    )
    assert score_changes(before, after) == [("A", 2.0, 4.5)]
    assert score_changes(None, after) == score_changes(before, None) == []


def test_a_round_on_the_script_shows_scores_before_and_after(tmp_path: Path) -> None:
    loops = [
        {"loop": "script revision", "round": 1, "why": "L1 is cut", "scores": [("A", 2.0, 4.5), ("B", 5.0, 3.0)], "result": "ok"}
    ]
    html = html_of(tmp_path, ReportData(script=script_of(shot(1)), loops=loops))
    assert "script revision, round 1 because L1 is cut A 2.0 → 4.5 B 5.0 → 3.0 ok" in Page(html).text
    assert html.count('class="to fell"') == 1 and 'class="to" style="left:88%"' in html


def test_an_album_keeps_what_there_is_room_for_and_each_picture_once() -> None:
    album = Album([("a", b"1" * 1000), ("b", b"2" * 900), ("c", b"1" * 1000), ("d", b"3" * 9000), ("e", b"4" * 100)], 3000)
    assert album.first("a") == album.first("c") and len(album.pictures) == 3 and album.left_out == 1
    assert album.first("d") is None and album.first("d", "none", "e") == album.pictures[2]


def test_the_size_of_a_jpeg_is_read_and_rubbish_has_one_too(tmp_path: Path) -> None:
    picture = frames_of([Moment("a", 0)], {"a": clip(tmp_path / "a.mp4")})[Moment("a", 0)]
    assert jpeg_size(picture) == (96, 54)
    for rubbish in (b"", b"\xff", picture[:6], b"\xff\xd8" + b"\xff\xe0\x00\x00" * 3, b"PNG"):
        assert jpeg_size(rubbish) == (16, 9)


def test_takes_of_what_a_shot_was_before_it_was_changed_are_earlier_ones(tmp_path: Path) -> None:
    old = take("u1", 1, key="old", spec="before", verdict=failed("u1", black("u1")))
    takes = {"u1": [old, take("u1", 1, verdict=passed())], "u2": [take("u2", 1), take("u2", 2, spec="newer")]}
    html = html_of(tmp_path, ReportData(script=script_of(shot(1), shot(2)), takes=takes, chosen={"u1": "u1-take1"}))
    text = Page(html[html.index('id="rounds"') : html.index('id="script"')]).text
    assert "Shot 1.1 take 1 stands Earlier take 1 does not pass" in re.sub(" no picture", "", text)
    assert "Earlier take 1 not judged Take 2" in re.sub(" no picture", "", text), "none is in the film: the newest spec counts"
    assert "shot 1.1, earlier take 1, 0:00.0–0:00.9" in html and "replaced by take 1" in html


def test_what_the_film_critic_found_again_is_told_once(tmp_path: Path) -> None:
    on_film = black("u1").changed(start_ms=1000, end_ms=1900)
    takes = {"u1": [take("u1", 1, verdict=failed("u1", black("u1")))]}
    data = ReportData(script=script_of(shot(1)), takes=takes, chosen={"u1": "u1-take1"})
    open_one = html_of(tmp_path, ReportData(**{**vars(data), "findings": [ReportFinding(on_film, "open", "film")]}))
    assert open_one.count('<li class="finding blocking">') == 2, "a card, and beside its take"
    assert "All 1 in a table" in open_one and "shot 1.1, 0:01.0–0:01.9" in open_one and "1 open" in open_one
    resolved = html_of(tmp_path, ReportData(**{**vars(data), "findings": [ReportFinding(on_film, "resolved", "film")]}))
    assert "All 2 in a table" in resolved


def test_heads_that_a_check_saw_are_boxes_to_draw() -> None:
    def at(frame: int, left: float) -> dict[str, Any]:
        return {
            "frame": frame,
            "people": [{"name": "ROSA", "head": [left, 0.2, left + 0.1, 0.4]}, {"name": "TOM", "head": [0, 0, 1, 1]}],
        }

    sight = sight_of(Evidence(truth={"samples": [at(0, 0.1), at(10, 0.4), at(30, 0.8)]}))
    assert sight is not None
    heads = sight.heads(0, 24, "ROSA")
    assert heads == [[0.4, 0.2, 0.1, 0.2]], "nearest to the middle"
    assert len(boxes_of({"boxes": heads})) == 1
    assert sight.heads(11, 20, "ROSA") == [] == sight.heads(0, 24, "NOBODY")
