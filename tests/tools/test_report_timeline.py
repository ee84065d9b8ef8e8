"""The timeline: every shot, line and cut in its place, in rows that stay legible, whatever the film."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.film import Score, Script, Shot, Verdict
from storyreel.tools.report import ReportData, ReportFinding
from storyreel.tools.report.album import Album
from storyreel.tools.report.index import index_of
from storyreel.tools.report.timeline import LEFT, RIGHT, TimelineRow, timeline_rows
from tests.tools.report_pages import black, line, script_of, shot, take


def rows_of(script: Script, **fields: object) -> tuple[TimelineRow, ...]:
    data = ReportData(script=script, **fields)  # type: ignore[arg-type]
    return timeline_rows(data, index_of(data, Album((), 0)))


def many(count: int, length_ms: int = 3000) -> Script:
    return script_of(*(shot(n + 1, start_ms=n * length_ms, end_ms=(n + 1) * length_ms) for n in range(count)))


def test_shots_stand_where_they_are_in_time() -> None:
    (row,) = rows_of(script_of(shot(1, start_ms=0, end_ms=1000), shot(2, start_ms=1000, end_ms=4000)))
    assert [(bar.x, bar.width) for bar in row.shots] == [(LEFT, 217.0), (329.0, 651.0)]
    assert row.shots[1].x + row.shots[1].width == RIGHT and row.shots[1].anchor == "shot-2"
    assert [(cut.x, cut.kind, cut.title) for cut in row.cuts] == [(329.0, "cut", "cut to shot 1.2")]
    assert [second.title for second in row.seconds][:2] == ["0:00.0", "0:00.5"]


def test_a_dissolve_is_no_cut() -> None:
    (row,) = rows_of(script_of(shot(1), shot(2, transition={"kind": "dissolve", "frames": 12})))
    assert [(cut.kind, cut.title) for cut in row.cuts if cut.title.endswith("1.2")] == [("soft", "dissolve to shot 1.2")]


def test_each_voice_has_a_lane_and_a_crowd_shares_one() -> None:
    two = script_of(shot(0, lines=[line(0, "Yes.", speaker="TOM")]), shot(1, lines=[line(1, "No."), line(1, "No, no.")]))
    (row,) = rows_of(two)
    assert [(lane.name, len(lane.bars)) for lane in row.lanes] == [("ROSA", 2), ("TOM", 1)]
    assert row.lanes[1].bars[0].title == "TOM: Yes." and row.lanes[0].y < row.lanes[1].y
    crowd = script_of(*(shot(n, lines=[line(n, "Aye.", speaker=f"SAILOR NUMBER {n} OF THE HISPANIOLA")]) for n in range(12)))
    (row,) = rows_of(crowd)
    assert len(row.lanes) == 7 and row.lanes[6].title == "6 others" and len(row.lanes[6].bars) == 6
    assert all(len(lane.name) <= 15 for lane in row.lanes)


def test_scores_are_those_of_the_take_in_the_film() -> None:
    def judged(value: float, passed: bool) -> Verdict:
        return Verdict(on="take", passed=passed, scores={"A": Score(value=value)}, threshold=3.5)

    takes = {
        "u1": [take("u1", 1, verdict=judged(1.0, False)), take("u1", 2, verdict=judged(5.0, True))],
        "u2": [take("u2", 1, verdict=judged(2.0, False))],
        "u3": [take("u3", 1, verdict=Verdict(on="take", passed=True, scores={"A": Score(why="needs a judge")}))],
    }
    chosen = {"u1": "u1-take2", "u2": "u2-take1", "u3": "u3-take1"}
    (row,) = rows_of(script_of(shot(1), shot(2), shot(3)), takes=takes, chosen=chosen)
    assert [(bar.kind, bar.height, bar.label) for bar in row.scores] == [("good", 40.0, "5.0"), ("low", 10.0, "2.0")]
    assert row.threshold_y == pytest.approx(row.scores_y + 15)


def test_findings_stand_at_their_time_and_those_that_stand_are_drawn_last() -> None:
    takes = {"u1": [take("u1", n, verdict=Verdict(on="take", passed=False, findings=(black("u1"),))) for n in (1, 2)]}
    on_film = ReportFinding(black("u2").changed(start_ms=2500), "open", "film")
    elsewhere = ReportFinding(black("u2").changed(start_ms=2500), "open")
    (row,) = rows_of(script_of(shot(1), shot(2)), takes=takes, chosen={"u1": "u1-take2"}, findings=[on_film, elsewhere])
    assert [mark.kind for mark in row.findings] == ["settled", "stands", "stands"]
    assert "take 1" in row.findings[0].title and row.findings[1].title == "black (open)" and "take 2" in row.findings[2].title
    assert row.findings[1].x > row.findings[0].x == row.findings[2].x


@pytest.mark.parametrize(("shots", "rows"), [(1, 1), (30, 1), (60, 3), (300, 15)])
def test_a_row_holds_about_two_dozen_shots(shots: int, rows: int) -> None:
    made = rows_of(many(shots))
    assert len(made) == rows
    assert {bar.anchor for row in made for bar in row.shots} == {f"shot-{n + 1}" for n in range(shots)}
    assert sum(len(row.cuts) for row in made) + (len(made)) >= shots


def test_nothing_to_show_is_no_timeline() -> None:
    assert rows_of(Script()) == rows_of(script_of(shot(1, start_ms=0, end_ms=0))) == ()


@given(st.lists(st.integers(0, 900_000), min_size=1, max_size=40))
def test_everything_lies_on_the_drawing(lengths: list[int]) -> None:
    shots: list[Shot] = []
    at = 0
    for number, length in enumerate(lengths):
        said = [line(number, "Well.").changed(start_ms=at, end_ms=at + length)] if length else []
        shots.append(shot(number, start_ms=at, end_ms=at + length, lines=said))
        at += length
    rows = rows_of(script_of(*shots))
    bars = [bar for row in rows for bar in (*row.shots, *(bar for lane in row.lanes for bar in lane.bars))]
    assert all(bar.x >= LEFT and bar.x + bar.width <= RIGHT + 1 and bar.width > 0 for bar in bars)
    assert all(LEFT <= mark.x <= RIGHT for row in rows for mark in (*row.cuts, *row.seconds, *row.findings))
    assert all(len(row.seconds) <= 14 for row in rows) and len(rows) <= 400
    seen = {bar.anchor for row in rows for bar in row.shots}
    assert not rows or seen >= {f"shot-{n}" for n, one in enumerate(shots, 1) if one.duration_ms}
