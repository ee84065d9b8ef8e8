"""The words by which sources mark their parts, in the languages known: headings, times of day, titles, cast lists, remarks.

Tables only, compared casefolded; adding a language is adding words here. Which word may stand where is for the readers to say.
"""

from __future__ import annotations

__all__ = [
    "ATTRIBUTES",
    "CAST_HEADINGS",
    "FRONT_KEYS",
    "NAME_PARTICLES",
    "PROSE_LABELS",
    "SECTION_KINDS",
    "SENTENCE_WORDS",
    "SPEECH_VERBS",
    "STAGE_VERBS",
    "TIMES_OF_DAY",
    "TITLE_KEYS",
]


def _set(text: str, mark: str | None = None) -> frozenset[str]:
    return frozenset(" ".join(one.split()) for one in text.split(mark) if one.strip())


_TIMES = {
    "dawn": """dawn daybreak sunrise aube amanecer alba morgengrauen amanhecer рассвет 黎明 清晨 拂晓 夜明け 새벽
        الفجر فجر भोर""",
    "morning": """morning matin mañana mattina mattino morgen morgens manhã утро утром ochtend rano 早晨 早上 上午 晨 朝
        아침 صباح صباحا الصباح सुबह დილა""",
    "noon": "noon midday midi mediodía mezzogiorno mittag полдень 中午 正午 昼 정오 ظهر الظهر दोपहर",
    "afternoon": "afternoon après-midi tarde pomeriggio nachmittag middag 下午 午後 午后 오후 العصر",
    "day": """day daytime jour día giorno tag tags dia день днем днём dag dzień nappal gündüz 日 白天 日间 낮
        نهار نهارا النهار दिन დღე""",
    "dusk": """dusk sunset twilight crépuscule atardecer crepúsculo tramonto dämmerung anoitecer сумерки закат
        黄昏 傍晚 日落 夕方 夕 황혼 غروب الغروب शाम""",
    "evening": """evening soir soirée sera abend abends noite вечер вечером avond wieczór 晚上 晚 夜晚 晩 저녁
        مساء المساء საღამო""",
    "night": """night midnight nuit noche notte nacht nachts ночь ночью noc éjszaka gece 夜 深夜 夜间 午夜 밤
        ليل ليلا الليل रात ღამე""",
    "later": "later moments_later later_that_day later_that_night plus_tard más_tarde più_tardi später позже 稍后",
    "continuous": "continuous same same_time continuo suite 连续 接上",
}
TIMES_OF_DAY = {word.replace("_", " "): time for time, words in _TIMES.items() for word in words.split()}
"""Words for times of day to the English word that is meant."""

TITLE_KEYS = _set(
    "title titel titre título titolo titulo tytuł название заглавие 标题 標題 题目 タイトル 제목 العنوان शीर्षक სათაური"
)
"""Keys of a title page whose value is the title."""

FRONT_KEYS = _set(
    """author authors by credit source copyright draft date draft_date contact notes revision written_by language lang genre
    logline subtitle format auteur autor autore 作者 语言 来源 автор"""
)
"""Other keys of a title page, spaces written as "_"."""

CAST_HEADINGS = _set(
    """cast|the cast|cast list|cast of characters|characters|the characters|main characters|dramatis personae|dramatis personæ
    |persons|persons of the play|the persons of the play|persons represented|people|the people|roles|personnages
    |les personnages|distribution|personen|die personen|figuren|rollen|besetzung|personajes|reparto|elenco|personaggi
    |personagens|personages|personer|roller|osoby|postavy|szereplők|действующие лица|персонажи|дійові особи|πρόσωπα
    |人物|人物表|登场人物|登場人物|角色|角色表|角色介绍|人物介绍|主要人物|등장인물|인물|पात्र|الشخصيات|شخصيات
    |პერსონაჟები|მოქმედი პირნი|character description|character descriptions|character profiles""",
    "|",
)
"""Headings of a list of people."""

PROSE_LABELS = _set(
    """note notes nb n.b. n.b ps p.s. p.s pps warning remember attention example moral e.g. i.e. eg ie tip hint summary synopsis
    logline tagline setting settings time place location date author by credit source copyright draft version genre theme
    duration format language title subtitle cast characters music sound sounds sfx fx vfx sound_effect sound_effects light
    lights lighting camera props prop transition shot action contact rating chapter part at_rise stage_direction
    stage_directions remarque lieu décor musique titre auteur nota lugar música título autor hinweis anmerkung ort zeit
    musik titel luogo titolo autore примечание место время музыка название автор 注 注意 备注 備註 提示 音效 音乐 音樂
    标题 標題 时间 時間 地点 地點 作者 人物 角色 灯光 場所 ملاحظة العنوان المكان الزمان"""
)
"""Labels before a colon that begin a remark, not a speech; spaces written as "_"."""

SENTENCE_WORDS = _set(
    """is are was were be been am isn't aren't said says say asked asks thought think thinks replied answered that this these
    those it he she they we you i my your his if when then because but so not what which who how why where there here have
    has had do does did don't didn't will would can could should must let only just every
    est sont était c'est il elle qui que dit ist sind war sagt sagte dass wenn es está son dijo dice è sono disse era"""
)
"""Words that make a label of several words a sentence: "What I mean is: …"."""

NAME_PARTICLES = _set(
    "of the and de la le du des del della di da dos van von der den zu zum al el bin ibn ben bat y e et und & af av ter te"
)
"""Words in small letters that may stand inside a name."""

ATTRIBUTES = _set(
    """height build face hair clothing clothes attire outfit costume demeanour demeanor age gender personality body eyes skin
    appearance features style accessories 身高 体型 脸 头发 服装 衣着 气质 年龄 性格"""
)
"""Labels that say something of the person named above them."""

STAGE_VERBS = """aside|pause|pauses|beat|silence|sigh|sighs|laugh|laughs|smile|smiles|nod|nods|shrug|shrugs|cry|cries|sob|sobs
    |weeps|whisper|whispers|shout|shouts|gasp|gasps|grin|grins|groan|groans|cough|coughs|clears|giggle|giggles|chuckle|chuckles
    |yawn|yawns|wink|winks|frown|frowns|turn|turns|looks|points|sits|stands|rises|leans|takes|gives|hands|picks|puts|drops|opens
    |closes|walks|runs|enters|exits|leaves|stops|starts|waits|kneels|bows|waves|hugs|kisses|holds|shakes|moves|steps|reads|sings
    |hums|to|off|on|into|under|through|with|in|beginning|exit|rolls|raises|lowers|covers|claps|snaps|reaches|pulls|pushes|grabs
    |paces|stares|hesitates"""
"""First words of a stage direction, as alternatives of an expression."""

SPEECH_VERBS = r"""sa(?:y|ys|id|ying)|speak(?:s|ing)?|spoke|whisper(?:s|ed|ing)?|shout(?:s|ed|ing)?|yell(?:s|ed|ing)?
    |cr(?:y|ies|ied|ying)(?: out)?|ask(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|answer(?:s|ed|ing)?|murmur(?:s|ed|ing)?
    |mutter(?:s|ed|ing)?|exclaim(?:s|ed|ing)?|blurt(?:s|ed|ing)?(?: out)?|call(?:s|ed|ing)?(?: out)?|scream(?:s|ed|ing)?
    |snap(?:s|ped|ping)?|add(?:s|ed|ing)?|continue[sd]?|begin(?:s|ning)?|began|announce[sd]?|declare[sd]?|respond(?:s|ed|ing)?
    |retort(?:s|ed|ing)?|sigh(?:s|ed|ing)?|laugh(?:s|ed|ing)?|stammer(?:s|ed|ing)?|mumble[sd]?|growl(?:s|ed|ing)?
    |hiss(?:es|ed|ing)?|plead(?:s|ed|ing)?|beg(?:s|ged|ging)?|insist(?:s|ed|ing)?|remark(?:s|ed|ing)?|read(?:s|ing)? aloud
    |sing(?:s|ing)?|sang|utter(?:s|ed|ing)?|voice[sd]?|tells?|told|greet(?:s|ed|ing)?|admit(?:s|ted|ting)?
    |confess(?:es|ed|ing)?|warn(?:s|ed|ing)?|order(?:s|ed|ing)?|command(?:s|ed|ing)?|demand(?:s|ed|ing)?|joke[sd]?
    |说道?|问道?|喊道?|叫道?|回答道?|低语|低声|轻声|答道?|笑道|道"""
"""Verbs that say that someone speaks, as alternatives of an expression."""

SECTION_KINDS = {
    "dialogue": """dialogue,dialogues,dialog,shots,shot list,shooting script,storyboard,shot script,
        对话,对白,台词,分镜,镜头,分镜脚本""",
    "profiles": """character description,character profile,characters,character,cast,cast list,character introduction,
        character information,characters description,角色描述,人物描述,角色介绍,人物介绍,角色,人物,人物设定,角色设定""",
    "description": """scene description,scene,scene setting,setting,scenery,environment,scene info,scene overview,
        场景描述,场景,场景设定,环境描述""",
    "blocking": """character position,character positions/blocking,position,positions/blocking,character blocking,blocking,
        blocking/positions,staging,character position/blocking,character placement,
        站位,人物站位,角色站位,走位,角色位置,人物位置""",
    "script": "script,script information",
    "title": "title,标题",
    "style": "style,visual style,风格",
    "places": "place,location",
    "props": "prop",
}
"""Kinds of section in the bracket script to their headings, without the plural."""
