"""Shipped for tests of Storyreel and of what others build on it: fault injection, small fakes, conformance suites.

`UnreliableGenerator` spoils takes by a seed to prove that the loop catches them; `PlainGenerator` makes real small clips in a
moment. Product code never imports this package.
"""

from storyreel.testing.chat_script import CHAT_FAULTS, ChatFault, ChatScript
from storyreel.testing.chat_server import ChatServer
from storyreel.testing.clips import write_clip
from storyreel.testing.conform_chat import conform_chat
from storyreel.testing.conform_judge import conform_judge
from storyreel.testing.conformance import conform_check, conform_executor, conform_generator, conform_voice
from storyreel.testing.faults import FAULT_KINDS, Fault, FaultKind
from storyreel.testing.plain import PlainGenerator
from storyreel.testing.random_answers import RandomAnswers, random_answer
from storyreel.testing.scripted_chat import ScriptedChat
from storyreel.testing.unreliable import UnreliableGenerator

__all__ = [
    "CHAT_FAULTS",
    "FAULT_KINDS",
    "ChatFault",
    "ChatScript",
    "ChatServer",
    "Fault",
    "FaultKind",
    "PlainGenerator",
    "RandomAnswers",
    "ScriptedChat",
    "UnreliableGenerator",
    "conform_chat",
    "conform_check",
    "conform_executor",
    "conform_generator",
    "conform_judge",
    "conform_voice",
    "random_answer",
    "write_clip",
]
