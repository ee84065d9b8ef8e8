"""The default generator: a virtual stage in metres with people, sets, light and camera, drawn in vectors as an animatic.

`Previz` is the generator; its drawing runs as a job in a worker process (`job.run`). The geometry of a Shot is data
(`stage.StageShot`), made by one pure function from a RenderSpec; `picture.Picture` draws it. Only modules that draw load the
drawing library, so that this package can be imported where it is missing.
"""

from storyreel.tools.generators.previz.library import check_drawing_library
from storyreel.tools.generators.previz.previz import Previz

__all__ = ["Previz", "check_drawing_library"]
