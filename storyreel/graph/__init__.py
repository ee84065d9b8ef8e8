"""The film graph: one LangGraph state machine, called from Python, steered by messages, or left alone.

`state` is what it knows, `nodes` what it does, `routes` where it goes, `build` how they are joined; `run` makes and resumes
films. The only package that imports langgraph.
"""

from storyreel.graph.build import build_graph
from storyreel.graph.context import Context, Crew, hire
from storyreel.graph.drive import Control
from storyreel.graph.film import Film
from storyreel.graph.inventory import ShotTakes, acurrent_dialogue, atakes
from storyreel.graph.run import amake, aresume, awrite_script, make, project_status, replies, resume, send, write_script
from storyreel.graph.state import GRAPH_VERSION, FilmState, merge

__all__ = [
    "GRAPH_VERSION",
    "Context",
    "Control",
    "Crew",
    "Film",
    "FilmState",
    "ShotTakes",
    "acurrent_dialogue",
    "amake",
    "aresume",
    "atakes",
    "awrite_script",
    "build_graph",
    "hire",
    "make",
    "merge",
    "project_status",
    "replies",
    "resume",
    "send",
    "write_script",
]
