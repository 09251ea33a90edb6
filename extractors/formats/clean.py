"""Cleaning of extracted text: line ends, control and invisible characters, NFC."""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# pdfium writes U+FFFE or U+0002 for a hyphen at a line end and runs the two lines together.
_HYPHEN = re.compile(r"[\x02\ufffe][ \t]*\n?|\xad[ \t]*\n")
_SPACE = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_DROP = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufdd0-\ufdef\ufeff\uffff]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    r"""Return `text` in NFC with LF line ends, plain spaces and nothing invisible.

    A hyphen that the format marks as the end of a line becomes ``-`` and a line end.

    >>> clean("Udsatte\u00adr\u0061\u030adet\r\ner udvik\ufffelet\x07")
    'Udsatterådet\ner udvik-\nlet'
    """
    text = _LINE_END.sub("\n", text)
    text = _HYPHEN.sub("-\n", text)
    text = _SPACE.sub(" ", text)
    text = _SURROGATE.sub("\ufffd", _DROP.sub("", text))
    return unicodedata.normalize("NFC", text)
