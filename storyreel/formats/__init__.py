"""What others read and write: dialogue text, transcripts, JSON and JSONL, the bracket script, Fountain, Final Draft, SRT and VTT,
PDF and DOCX, MovieAgent's steps and bank.

`read_source` opens anything by its content; each format has a module of its own that knows its marks and nothing of files. What
a source says and has no field for is kept, what cannot be read is a `SourceError` with file, line and what was expected, and no
word of a speech is ever changed.
"""

from storyreel.formats.bracket import looks_like_bracket, parse_bracket
from storyreel.formats.bracket_write import write_bracket
from storyreel.formats.dialogue import parse_dialogue
from storyreel.formats.docx import read_docx
from storyreel.formats.fdx import write_fdx
from storyreel.formats.fdx_read import parse_fdx
from storyreel.formats.file_title import title_of_name, with_file_title
from storyreel.formats.fountain import write_fountain
from storyreel.formats.fountain_read import parse_fountain
from storyreel.formats.fountain_write import write_fountain_screenplay
from storyreel.formats.headings import read_heading
from storyreel.formats.language import detect_language
from storyreel.formats.movieagent import MoviePlan, read_movie_plan, step_file, write_step
from storyreel.formats.movieagent_bank import read_bank_folder, with_bank
from storyreel.formats.pdf import read_pdf
from storyreel.formats.reader_choices import reader_choices
from storyreel.formats.records import Source, read_jsonl, read_record
from storyreel.formats.screenplay import dialogue_of, screenplay_of, write_screenplay
from storyreel.formats.screenplay_marks import plain_text
from storyreel.formats.script_json import decode_json, script_json
from storyreel.formats.source import parse_source, read_dialogue, read_script, read_source
from storyreel.formats.subtitles import write_srt, write_vtt
from storyreel.formats.subtitles_read import parse_srt, parse_vtt
from storyreel.formats.text import JSON_LIMIT_BYTES, JSONL_LIMIT_BYTES, TEXT_LIMIT_BYTES, decode_text, read_text
from storyreel.formats.transcript import parse_transcript

__all__ = [
    "JSONL_LIMIT_BYTES",
    "JSON_LIMIT_BYTES",
    "TEXT_LIMIT_BYTES",
    "MoviePlan",
    "Source",
    "decode_json",
    "decode_text",
    "detect_language",
    "dialogue_of",
    "looks_like_bracket",
    "parse_bracket",
    "parse_dialogue",
    "parse_fdx",
    "parse_fountain",
    "parse_source",
    "parse_srt",
    "parse_transcript",
    "parse_vtt",
    "plain_text",
    "read_bank_folder",
    "read_dialogue",
    "read_docx",
    "read_heading",
    "read_jsonl",
    "read_movie_plan",
    "read_pdf",
    "read_record",
    "read_script",
    "read_source",
    "read_text",
    "reader_choices",
    "screenplay_of",
    "script_json",
    "step_file",
    "title_of_name",
    "with_bank",
    "with_file_title",
    "write_bracket",
    "write_fdx",
    "write_fountain",
    "write_fountain_screenplay",
    "write_screenplay",
    "write_srt",
    "write_step",
    "write_vtt",
]
