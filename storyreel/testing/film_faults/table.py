"""The table of film faults: name -> injector. A fault is one file here and one line in this table; it holds nothing else."""

from __future__ import annotations

from storyreel.testing.film_faults.av_offset import AvOffset
from storyreel.testing.film_faults.clipping import Clipping
from storyreel.testing.film_faults.colour_tags import ColourTags
from storyreel.testing.film_faults.contract import Injector
from storyreel.testing.film_faults.flicker import Flicker
from storyreel.testing.film_faults.foreign_form import HighRange, Interlaced, Rotated
from storyreel.testing.film_faults.held_pictures import HeldPictures
from storyreel.testing.film_faults.loudness import Loudness
from storyreel.testing.film_faults.missing_character import MissingCharacter
from storyreel.testing.film_faults.missing_link import MissingLink
from storyreel.testing.film_faults.missing_speech import MissingSpeech
from storyreel.testing.film_faults.missing_stream import MissingStream
from storyreel.testing.film_faults.seams import SeamColour, SeamMotion
from storyreel.testing.film_faults.stray_cuts import ExtraCut, MissingCut
from storyreel.testing.film_faults.subtitles import BadSubtitle
from storyreel.testing.film_faults.teleport import Teleport
from storyreel.testing.film_faults.undecodable import Undecodable
from storyreel.testing.film_faults.variable_rate import VariableRate
from storyreel.testing.film_faults.wrong_duration import WrongDuration
from storyreel.testing.film_faults.wrong_form import WrongRate, WrongSize
from storyreel.testing.film_faults.wrong_shot_size import WrongShotSize
from storyreel.testing.film_faults.wrong_side import WrongSide
from storyreel.testing.film_faults.wrong_speaker import WrongSpeaker

__all__ = ["INJECTORS"]

INJECTORS: dict[str, Injector] = {
    "black": HeldPictures("black"),
    "freeze": HeldPictures("freeze"),
    "wrong-duration": WrongDuration(),
    "missing-speech": MissingSpeech(),
    "extra-cut": ExtraCut(),
    "missing-cut": MissingCut(),
    "flicker": Flicker(),
    "av-offset": AvOffset(),
    "clipping": Clipping(),
    "loudness": Loudness(),
    "wrong-size": WrongSize(),
    "wrong-rate": WrongRate(),
    "colour-tags": ColourTags(),
    "variable-rate": VariableRate(),
    "undecodable": Undecodable(),
    "missing-stream": MissingStream(),
    "interlaced": Interlaced(),
    "rotated": Rotated(),
    "hdr": HighRange(),
    "seam-colour": SeamColour(),
    "seam-motion": SeamMotion(),
    "teleport": Teleport(),
    "missing-link": MissingLink(),
    "wrong-speaker": WrongSpeaker(),
    "missing-character": MissingCharacter(),
    "wrong-shot-size": WrongShotSize(),
    "wrong-screen-side": WrongSide(),
    "subtitle-speed": BadSubtitle("speed"),
    "subtitle-duration": BadSubtitle("duration"),
    "subtitle-length": BadSubtitle("length"),
    "subtitle-lines": BadSubtitle("lines"),
    "subtitle-overlap": BadSubtitle("overlap"),
    "subtitle-faces": BadSubtitle("faces"),
}
