"""The closed loop with a model that writes and a model that judges, named on the command line.

Without a name a scripted server of this machine takes their places: it fills in every form and means nothing by it, so the film
is whole and the scores are worth nothing. With a name, both are that model; a second name is the judge's.

python examples/thinking.py
python examples/thinking.py openai:qwen3:8b@http://localhost:11434/v1
python examples/thinking.py openai:Qwen3-8B@http://127.0.0.1:8000/v1 gemini:gemini-2.5-flash
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import storyreel
from storyreel.testing import ChatScript, ChatServer, RandomAnswers

SCENE = Path(__file__).parent / "last_ferry.fountain"


def think(source: Path, out: Path, *, writer: str, judge: str, settings: storyreel.FilmSettings | None = None) -> storyreel.Film:
    """Make the film with a model as scripter and director and one as judge, and say what each was asked."""
    crew = {"scripter": writer, "director": writer, "judge": judge}
    film = storyreel.make(source, out=out, crew=crew, settings=settings)
    for line in what_was_asked(out):
        print(line)
    print(f"{film.shots} shots, {film.script_rounds} rounds on the script, {len(film.findings)} Findings stand")
    print(f"scores and who gave them: {film.report}")
    return film


def what_was_asked(project: Path) -> list[str]:
    """Requests by task, with their tokens, from the project's log."""
    lines = [json.loads(line) for line in (project / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    calls = [line for line in lines if line["what"] == "chat"]
    tasks = Counter(call["task"] for call in calls)
    tokens = Counter[str]()
    for call in calls:
        tokens[call["task"]] += (call["input_tokens"] or 0) + (call["output_tokens"] or 0)
    return [f"{task}: {count} requests, {tokens[task]} tokens" for task, count in sorted(tasks.items())]


def main(
    models: list[str], source: Path = SCENE, out: Path = Path("out/thinking"), settings: storyreel.FilmSettings | None = None
) -> storyreel.Film:
    """With the models that are named, or with a scripted server."""
    if models:
        return think(source, out, writer=models[0], judge=models[-1], settings=settings)
    print("No model is named, so a scripted one answers; its words and scores mean nothing.")
    with ChatServer(ChatScript(answer=RandomAnswers(seed=1))) as server:
        model = f"openai:scripted@{server.url}"
        return think(source, out, writer=model, judge=model, settings=settings)


if __name__ == "__main__":
    main(sys.argv[1:])
