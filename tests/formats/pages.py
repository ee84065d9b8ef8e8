"""Made-up pages of dialogue in many writing systems, with what must come out of them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

SCRIPTS = {
    "latin": (
        ("Ro", "sa", "Tó", "mas", "Zo", "ë", "Jör", "gen", "Ni", "am", "Łu", "cja"),
        ["the", "lamp", "goes", "out", "and", "nobody", "knows", "why"],
    ),
    "caps": (
        ("ROSA", "TOM", "O'BRIEN", "ÉLODIE", "GUARD 2", "MR. SMITH", "D'ARTAGNAN", "NIÑO"),
        ["¿Cómo", "estás?", "Pues", "muy", "bien,", "gracias"],
    ),
    "arabic": (("ليلى", "سامي", "يوسف", "مريم"), ["مرحبا", "كيف", "حالك", "اليوم", "يا", "صديقي", "العزيز"]),
    "hebrew": (("דוד", "רות", "נועה"), ["שלום", "מה", "שלומך", "היום", "חבר"]),
    "chinese": (("李明", "王芳", "张三", "欧阳娜娜"), ["你好", "今天", "天气", "很好", "我们", "去公园"]),
    "japanese": (("さくら", "太郎", "ケン"), ["こんにちは", "元気", "ですか", "はい"]),
    "korean": (("민수", "지영", "할머니"), ["안녕하세요", "오늘", "날씨가", "좋네요"]),
    "hindi": (("राम", "सीता", "मोहन"), ["नमस्ते", "आप", "कैसे", "हैं", "मैं", "ठीक", "हूँ"]),
    "georgian": (("ნინო", "გიორგი", "თამარ"), ["გამარჯობა", "როგორ", "ხარ", "დღეს"]),
    "cyrillic": (("Маша", "Иван", "Ольга Петровна"), ["добрый", "вечер", "как", "дела", "сегодня"]),
    "greek": (("Ελένη", "Νίκος"), ["καλημέρα", "τι", "κάνεις", "σήμερα"]),
    "thai": (("สมชาย", "มาลี"), ["สวัสดี", "วันนี้", "อากาศดี"]),
    "armenian": (("Անի", "Արամ"), ["բարև", "ինչպես", "ես"]),
    "tamil": (("முருகன்", "கமலா"), ["வணக்கம்", "எப்படி", "இருக்கிறீர்கள்"]),
    "emoji": (("😀", "👩‍🚀", "🐻"), ["🎬", "👋", "😀😀", "hello"]),
    "odd": (
        ("../../x", "C-3PO", "Bot_7", "X Æ A-12", "Mr. O’Neil", "R2D2"),
        ["beep", "10:30", "3.5", "f/2.8", "Room 12.", "http://x.org"],
    ),
}
TAILS = ("", ".", "!", "?", "…", ": late", " — no", ", 10:30: late", " (7) x", "; 3.5 seconds")


@dataclass(frozen=True)
class Said:
    """A speech that was put on the page."""

    speaker: str
    text: str
    parenthetical: str = ""


@dataclass(frozen=True)
class Page:
    """A page and its speeches in order."""

    text: str
    said: tuple[Said, ...]


names = st.sampled_from(sorted(SCRIPTS)).flatmap(lambda script: st.sampled_from(SCRIPTS[script][0]))
latin_names = st.lists(st.sampled_from(SCRIPTS["latin"][0]), min_size=1, max_size=3).map(
    lambda parts: "".join(parts).capitalize()
)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Words of one script with a tail of punctuation; no brackets that could be a direction."""
    script = draw(st.sampled_from(sorted(SCRIPTS)))
    pool = SCRIPTS[script][1]
    words = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=7))
    glue = "" if script in ("chinese", "japanese", "thai") else " "
    return f"{glue.join(words)}{draw(st.sampled_from(TAILS))}".strip()


def joined(parts: list[str]) -> str:
    """What lines of one speech make: a space between them, none between characters that stand without."""
    text = parts[0]
    for part in parts[1:]:
        tight = all(
            "\u3040" <= one <= "\u30ff" or "\u4e00" <= one <= "\u9fff" or "\u0e00" <= one <= "\u0e7f"
            for one in (text[-1], part[0])
        )
        text += part if tight else f" {part}"
    return text


BETWEEN = (
    "",
    "",
    "\n",
    "\n(She turns away.)\n\n",
    "\n[Il pleut.]\n\n",
    "\n*They wait.*\n\n",
    "\nINT. KITCHEN - NIGHT\n\n",
    "\n第二场 花园 夜\n\n",
    "\nNight falls over the town.\n\n",
    "\n---\n\n",
)
MANNERS = ("", "", "", "quietly", "to Tom", "轻声", "بهدوء")
COLONS = (": ", ":", "：", " : ", ":\t")


@st.composite
def labelled_pages(draw: st.DrawFn) -> Page:
    """A page in the form NAME: text, with continued lines, directions, headings and blank lines between."""
    said: list[Said] = []
    text = draw(st.sampled_from(("", "\n", "Title: The Lamp\n\n", "SCENE 1. A garden\n\n")))
    people = draw(st.lists(st.one_of(names, latin_names), min_size=1, max_size=5, unique_by=str.casefold))
    for _ in range(draw(st.integers(1, 8))):
        speaker, manner = draw(st.sampled_from(people)), draw(st.sampled_from(MANNERS))
        lines = [
            draw(sentences()),
            *draw(st.lists(st.sampled_from(("and so it goes on.", "そして続く", "10:30 it was", "so sagt man")), max_size=2)),
        ]
        wide = "（{}）" if draw(st.booleans()) else " ({})"
        text += f"{speaker}{wide.format(manner) if manner else ''}{draw(st.sampled_from(COLONS))}" + "\n".join(lines) + "\n"
        text += draw(st.sampled_from(BETWEEN))
        said.append(Said(speaker, joined(lines), manner))
    return Page(text, tuple(said))


@st.composite
def cued_pages(draw: st.DrawFn) -> Page:
    """A page as a screenplay has it: a name in capitals, and the speech below it."""
    said: list[Said] = []
    text = "INT. KITCHEN - NIGHT\n\nRain on the window.\n\n"
    people = draw(
        st.lists(
            st.sampled_from(("ROSA", "TOM", "ÉLODIE", "GUARD 2", "ОЛЬГА", "ΝΊΚΟΣ", "MR. SMITH")),
            min_size=1,
            max_size=4,
            unique=True,
        )
    )
    for _ in range(draw(st.integers(1, 7))):
        speaker, manner = draw(st.sampled_from(people)), draw(st.sampled_from(("", "", "quietly")))
        # A first line with the form of a label, under a name, can be read both ways; no page of this kind has one.
        first = draw(sentences().filter(lambda text: not text.endswith(": late") or "10:30" in text))
        lines = [first, *draw(st.lists(st.sampled_from(("and so it goes on.", "Listen: I know.")), max_size=1))]
        text += f"{speaker}\n" + (f"({manner})\n" if manner else "") + "\n".join(lines) + "\n\n"
        text += draw(st.sampled_from(("", "", "She waits by the door.\n\n", "CUT TO:\n\n", "EXT. GARDEN - DAY\n\n")))
        said.append(Said(speaker, joined(lines), manner))
    return Page(text, tuple(said))


@st.composite
def printed_pages(draw: st.DrawFn) -> Page:
    """A page as older printed plays have it: NAME. text."""
    said: list[Said] = []
    text = "ACT I\n\n"
    people = draw(st.lists(st.sampled_from(("NORA", "HELMER", "MRS. LINDE", "DR. RANK")), min_size=1, max_size=3, unique=True))
    for number in range(draw(st.integers(len(people) * 2, 9))):
        speaker, manner = people[number % len(people)], draw(st.sampled_from(("", "", "laughing")))
        words = draw(
            st.sampled_from(("Yes, it is.", "What do you mean? Tell me at once.", "At 10.30. Not before.", "Où vas-tu donc?"))
        )
        text += f"{speaker}{f' ({manner})' if manner else ''}. {words}\n" + draw(
            st.sampled_from(("\n", "\n", "", "\n[She goes out.]\n\n"))
        )
        said.append(Said(speaker, words, manner))
    return Page(text, tuple(said))
