"""The Producer: the person's messages read as plain commands and questions (`Producer.read`), and answered from `Facts`.

`ModelProducer` reads free words with a language model, and asks before it acts. `commands` holds the grammar, `targets` the names
of Shots, `phrases` the words for changes, `answers` what is said back, `telling` what a model is told.
"""

from storyreel.agents.producer.answers import help_text
from storyreel.agents.producer.commands import EXAMPLES, understood
from storyreel.agents.producer.facts import Facts
from storyreel.agents.producer.model import ModelProducer
from storyreel.agents.producer.producer import Producer
from storyreel.agents.producer.understood import Understood, proposal_text

__all__ = ["EXAMPLES", "Facts", "ModelProducer", "Producer", "Understood", "help_text", "proposal_text", "understood"]
