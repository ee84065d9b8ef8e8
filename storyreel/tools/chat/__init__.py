"""Language models behind one contract: what agents ask (`Ask`), what they get (`Answer`), and every endpoint that answers.

`chat_model` opens one by its name; `LadderChat` gets forms out of any of them; one file an endpoint speaks its protocol.
"""

from storyreel.tools.chat.answer_form import AnswerForm
from storyreel.tools.chat.batch import fill_all
from storyreel.tools.chat.calls import ledger_line
from storyreel.tools.chat.contract import Answer, Ask, Call, ChatCan, ChatModel, Form, Medium, Rung, Usage
from storyreel.tools.chat.ladder import LadderChat
from storyreel.tools.chat.opening import chat_model
from storyreel.tools.chat.patience import Patience
from storyreel.tools.chat.spec import CHAT_FORMS, ChatSpec, read_spec

__all__ = [
    "CHAT_FORMS",
    "Answer",
    "AnswerForm",
    "Ask",
    "Call",
    "ChatCan",
    "ChatModel",
    "ChatSpec",
    "Form",
    "LadderChat",
    "Medium",
    "Patience",
    "Rung",
    "Usage",
    "chat_model",
    "fill_all",
    "ledger_line",
    "read_spec",
]
