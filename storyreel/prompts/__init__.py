"""Prompt texts as files, one per task in `<agent>/<task>.md`, and the loader that renders and hashes them.

A file opens with front matter (id, version, variables, output) between two lines of `---`; then comes the text, a Jinja template
that runs in a sandbox. What is put into it is data and is never read as a template.
"""

from storyreel.prompts.loading import Prompt, load_prompt, prompt_ids

__all__ = ["Prompt", "load_prompt", "prompt_ids"]
