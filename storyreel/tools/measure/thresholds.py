"""Every figure that a check decides by, in one place, each with where it comes from.

"Measured" means on clips of the built-in animatic at 832x480 and 24 frames a second, encoded as `assemble.encode` does.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DEFAULTS", "Thresholds"]


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """When a measurement counts as a defect; brightness is 0 to 255.

    Attributes:
        black_bright: A frame is black where 98% of it is no brighter than this; the darkest night drawn lies above it.
        black_s: Shortest run of black frames that is reported; a flash of one or two frames is a cut's business.
        freeze_stir: Share of dots that may stir in a frozen frame. Over five settings of the encoder it was at most 0.0003 in
            footage that is held, and at least 0.0014 in the stillest half second of the animatic.
        freeze_share: The same as a part of what is usual in lively frames of the shot, whichever is more.
        freeze_gap: A single frame within a run may stir this many times that share.
        freeze_step: Mean change that a keyframe in frozen footage may bring; 1.5 was seen at 160x96.
        freeze_drift, freeze_drift_share: Share of dots that may drift in a quarter of a run's frames, and the same as a part of
            what is usual. Footage that is held drifts at keyframes, by up to 5% of it; people who move very slowly by 30% and
            more.
        freeze_s: Shortest run of equal frames that is reported: half a second, less a frame.
        freeze_quiet, freeze_quiet_s: Where a smaller share drifts even in lively parts, a freeze must last this long: in a dark
            shot the encoder drops the smallest movements, and the pictures do stand still for half a second.
        freeze_dark: Brightness below which a shot that is still from end to end is left alone: in the dark the encoder may drop
            all movement.
        freeze_jump: How much of what usually changes must change when the picture goes on; measured: 1.1 times and more, while
            people who begin to move again do so slowly.
        freeze_equal: Share of the frames that must be equal in a run that reaches the shot's end.
        freeze_some_equal: The same in a run after which the picture goes on; measured: 0.25 and more, 0 in people who rest.
        spare_frames: Frames beyond those asked that are no defect: backends round up.
    """

    black_bright: float = 12.0
    black_s: float = 0.1
    freeze_stir: float = 0.0004
    freeze_share: float = 0.02
    freeze_gap: float = 4.0
    freeze_step: float = 2.0
    freeze_drift: float = 0.0005
    freeze_drift_share: float = 0.08
    freeze_quiet: float = 0.003
    freeze_quiet_s: float = 1.0
    freeze_dark: float = 40.0
    freeze_jump: float = 0.6
    freeze_equal: float = 0.85
    freeze_some_equal: float = 0.2
    freeze_s: float = 0.45
    spare_frames: int = 1
    off_frames: int = 3
    cut_step: float = 2.0
    cut_ratio: float = 4.0
    cut_blocks: float = 0.2
    joined_step: float = 2.0
    joined_ratio: float = 3.0
    joined_blocks: float = 0.1
    speech_window_ms: int = 250
    speech_loud_db: float = 14.0
    speech_drop_db: float = 12.0
    speech_weak_db: float = -12.0
    speech_likeness: float = 0.5
    speech_level_db: float = -48.0
    speech_faint_db: float = -30.0
    speech_over_db: float = 2.0
    speech_floor_db: float = -52.0


DEFAULTS = Thresholds()
