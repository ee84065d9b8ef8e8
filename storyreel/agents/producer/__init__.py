"""The Producer: the person's messages read as plain commands and questions (`Producer.read`), and answered from `Facts`.

`commands` holds the grammar, `targets` the names of Shots, `phrases` the words for changes, `answers` what is said back.
"""

from storyreel.agents.producer.answers import help_text
from storyreel.agents.producer.commands import EXAMPLES, understood
from storyreel.agents.producer.facts import Facts
from storyreel.agents.producer.producer import Producer

__all__ = ["EXAMPLES", "Facts", "Producer", "help_text", "understood"]
