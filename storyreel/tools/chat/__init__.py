"""Language models behind one contract: what agents ask (`Ask`), what they get (`Answer`), and every endpoint that answers."""

from storyreel.tools.chat.contract import Answer, Ask, Call, ChatCan, ChatModel, Form, Medium, Rung, Usage

__all__ = [
    "Answer",
    "Ask",
    "Call",
    "ChatCan",
    "ChatModel",
    "Form",
    "Medium",
    "Rung",
    "Usage",
]
