"""Every figure that the checks of content decide by, each with where it comes from.

"Measured" means on films of the built-in animatic in the realistic style at 416x240, other films than those the benchmark judges.
For jumps also on twelve more, at other sizes, upright, in other colours or of test pictures, and on the clips that tests draw.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CONTENT", "ContentThresholds"]


@dataclass(frozen=True, kw_only=True)
class ContentThresholds:
    """When what is seen, joined or written counts as a defect.

    Attributes:
        seam_luma, seam_chroma: Levels of 255 by which brightness or colour may jump over a seam; 0 within every shot of the
            animatic, 1 to 2 where a model has to make its own last picture again.
        seam_step: Mean change of the picture, its colours made alike, that a seam may bring, in levels.
        seam_ratio: The same in times of what is usual on either side; measured: 3.2 where the action goes on, 37 and more in
            a picture that was pushed by 3% of its width.
        jump_step: Mean change in levels of a frame in which a figure may have jumped, less in a picture of little contrast.
            A head that turns brings 2.1 at most, a small figure that jumps 3.2.
        jump_ratio: The same in times of what is usual around it.
        jump_peak_ratio: The same of the few blocks that change most, for a camera that moves.
        jump_own: Share of the picture's blocks that must change by ten levels more than each does anyway, for a camera that
            moves over strong edges; a small figure that jumps turns 0.03.
        jump_own_share: `jump_share` where only that tells; measured: 0.64 at most in clean films, 0.84 and more in most small
            figures that jump.
        jump_blocks: Share of the picture that must change by a good part of its contrast.
        jump_kept: Share of the picture that must go on as before; measured: 0.33 and more where a figure jumps, 0.18 over a cut.
        jump_share: Share of what changed that must be found again at one distance; measured: 0.5 in a head that
            turns, 0.63 and more in a figure that jumps.
        jump_steady: The same in dots that stay as they were; measured: 0.43 and more in most jumps, 0.37 over cuts.
        jump_floor: The least of either: below it, all has changed; measured: 0.28 where a face that fills the picture jumps, 0.17
            over most cuts.
        jump_hue: Share of the blocks that must keep their colour; measured: 0.38 and more where a figure jumps, 0 between
            pictures of two hues.
        jump_exact: Where less stays, `jump_share` at a third of the tolerance; measured: 0.76 at most over cuts; where a face
            jumps that fills the picture 0.81 and more, if all of it is still to be seen.
        jump_great: Mean change in levels beyond anything that a head or an arm brings where the rest stays.
        jump_great_share: `jump_share` for changes as great as that; measured: 0.4 and more, and less in what only appears.
        size_steps: Steps from size to size by which a Shot may be closer or wider than asked; measured: 1.0 at most.
        shoulder_steps: The same over a shoulder, where two who stand close bring the camera closer; measured: 1.8.
        side_cm: Floor between two marks, along the picture, from which it is certain who stands to the left of whom.
        side_share: Share of the picture's width by which two heads must be apart to have changed sides.
        mouth_moves: How much a mouth opens and shuts in a second that speaks, in times of wide open; measured: 1.6 and more.
        mouth_rests: How much at most one that rests; measured: 0, and 0.3 where a face is startled.
        mouth_share: Share of a Line's frames in which a speaker's mouth must be seen before it is judged.
        subtitle_s: Shortest time for which a subtitle may be shown.
        subtitle_speed: Columns a second that can still be read: trade guides ask for 17 to 20, speech itself seldom passes 22.
        subtitle_columns: Longest row; the trade's 42, and a tenth more for letters that count double by mistake.
        subtitle_rows: Most rows.
        subtitle_overlap_ms: Two at once are forgiven for so long: a frame or two of rounding.
        subtitle_face_share: Share of a face that may lie under a subtitle.
    """

    seam_luma: float = 4.0
    seam_chroma: float = 2.0
    seam_step: float = 2.0
    seam_ratio: float = 5.0
    jump_step: float = 2.4
    jump_ratio: float = 2.0
    jump_peak_ratio: float = 6.0
    jump_own: float = 0.03
    jump_own_share: float = 0.75
    jump_blocks: float = 0.02
    jump_kept: float = 0.27
    jump_share: float = 0.58
    jump_steady: float = 0.4
    jump_floor: float = 0.2
    jump_hue: float = 0.15
    jump_exact: float = 0.8
    jump_great: float = 8.0
    jump_great_share: float = 0.3
    size_steps: float = 1.1
    shoulder_steps: float = 2.4
    side_cm: int = 60
    side_share: float = 0.04
    mouth_moves: float = 0.8
    mouth_rests: float = 0.5
    mouth_share: float = 0.8
    subtitle_s: float = 0.4
    subtitle_speed: float = 26.0
    subtitle_columns: int = 46
    subtitle_rows: int = 2
    subtitle_overlap_ms: int = 90
    subtitle_face_share: float = 0.15


CONTENT = ContentThresholds()
