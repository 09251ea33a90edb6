"""One child process in which files of foreign formats are parsed: it can be killed, and it holds no memory back.

The parent sends a path and gets text: JSON with a length before it, over the child's standard streams.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from extractors.errors import ReadError
from extractors.formats import Extracted

PARSE_SECONDS = 60.0
MEMORY = 2 << 30
# A child that has parsed this many files is replaced, so that nothing the parsers lose adds up.
MAX_CALLS = 500

_ROOT = str(Path(__file__).resolve().parent.parent)


class Sandbox:
    """A child process that parses one file at a time; it is started when first needed and again when it dies."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._calls = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id, or None while there is none."""
        return self._process.pid if self._process is not None else None

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._kill()

    def call(self, request: Mapping[str, object], *, source: str, seconds: float = PARSE_SECONDS) -> dict[str, Any]:
        """Send a request and return the answer.

        Raises
        ------
        ReadError
            What the parser found wrong with the file; ``timeout`` after `seconds`, ``unreadable`` where the parser
            crashed or needed more than 2 GiB of memory. A child that is gone is replaced by the next call.
        """
        with self._lock:
            process = self._started()
            expired = threading.Event()

            def expire() -> None:
                expired.set()
                _kill_tree(process)

            timer = threading.Timer(seconds, expire)
            timer.daemon = True
            timer.start()
            answer = None
            try:
                assert process.stdin is not None and process.stdout is not None
                with contextlib.suppress(BrokenPipeError, ConnectionError):
                    _send(process.stdin, dict(request, source=source))
                answer = _receive(process.stdout)
            finally:
                timer.cancel()
                # Also after an interrupt: half an answer would be taken for the next file's.
                if answer is None or expired.is_set():
                    self._kill()
        if answer is None:
            if expired.is_set():
                reason = f"Reading it took more than {seconds:g} seconds."
                raise ReadError(source, "timeout", reason, "Split the file, or save it anew as .docx, PDF or text.")
            raise ReadError(source, "unreadable", "The parser crashed on it.", "Save it anew as .docx, PDF or text.")
        if "error" in answer:
            error = answer["error"]
            raise ReadError(source, error["code"], error["reason"], error["remedy"])
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._process.poll() is not None or self._calls >= MAX_CALLS):
            self._kill()
        if self._process is None:
            self._process = _start()
            self._calls = 0
        self._calls += 1
        return self._process

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        _kill_tree(process)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)


# By process id: a forked child of this process must not talk to its parent's child.
_sandboxes: dict[int, Sandbox] = {}


def shared() -> Sandbox:
    """Return this process' own sandbox; it ends with the process."""
    pid = os.getpid()
    if pid not in _sandboxes:
        _sandboxes[pid] = Sandbox()
    return _sandboxes[pid]


@atexit.register
def shutdown() -> None:
    """End this process' sandbox, if there is one."""
    sandbox = _sandboxes.pop(os.getpid(), None)
    if sandbox is not None:
        sandbox.close()


def parse(path: str | os.PathLike[str], kind: str, *, source: str) -> Extracted:
    """Return what a file of `kind` (``pdf``, ``docx``, ``html``) says, read in the sandbox.

    Raises
    ------
    ReadError
        As `Sandbox.call`, and the format's own.
    """
    answer = shared().call({"do": "parse", "kind": kind, "path": os.path.abspath(path)}, source=source)
    return Extracted(
        pages=tuple(answer["pages"]),
        paged=answer["paged"],
        title=answer["title"],
        notes=tuple(answer["notes"]),
        without_text=tuple(answer["without_text"]),
        pictures=tuple(answer["pictures"]),
        sha256=answer["sha256"],
        published=answer["published"],
    )


def ocr(path: str | os.PathLike[str], page: int, *, source: str) -> str:
    """Return what OCR reads on one page (1-based) of a PDF, rendered and read in the sandbox."""
    request = {"do": "ocr", "path": os.path.abspath(path), "page": page}
    return str(shared().call(request, source=source, seconds=2 * PARSE_SECONDS)["text"])


def _start() -> subprocess.Popen[bytes]:
    # -I -S: no environment, no start-up files; the parent's search path, so that both run the same code.
    path = [str(entry) for entry in sys.path]
    if _ROOT not in map(os.path.abspath, path):
        path.insert(0, _ROOT)
    code = f"import sys; sys.path[:] = {path!a}; from extractors.sandbox import serve; serve()"
    options: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        options = {"creationflags": subprocess.CREATE_NO_WINDOW}
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        **options,
    )


def _kill_tree(process: subprocess.Popen[bytes]) -> None:
    """Kill the child and, where the system has process groups, what it started (OCR)."""
    if process.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if sys.platform != "win32":
            os.killpg(process.pid, 9)
        else:
            process.kill()


def _send(stream: IO[bytes], message: Mapping[str, object]) -> None:
    body = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(len(body).to_bytes(8, "big") + body)
    stream.flush()


def _receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """Return the next message, or None where the other side is gone."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    size = int.from_bytes(head, "big")
    body = stream.read(size)
    if len(body) < size:
        return None
    message = json.loads(body.decode("utf-8", "surrogatepass"))
    return message if isinstance(message, dict) else None


def serve() -> None:
    """Answer requests until the parent is gone: what the child runs."""
    _limit_memory()
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # Whatever a parser prints must not reach the parent as an answer, and OCR must not hold its pipe.
    with open(os.devnull, "r+b") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    for request in iter(lambda: _receive(incoming), None):
        try:
            answer = _answer(request)
        except ReadError as error:
            answer = {"error": {"code": error.code, "reason": error.reason, "remedy": error.remedy}}
        except MemoryError:
            answer = _failure("unreadable", f"Reading it needs more than {MEMORY >> 30} GiB of memory.")
        except PermissionError:
            answer = _failure("locked", "It may not be read: another program holds it, or you have no right to.")
        except Exception as error:  # A parser's bug must name the file, not end the build.
            answer = _failure("unreadable", f"The parser failed ({type(error).__name__}: {str(error)[:200]}).")
        _send(outgoing, answer)


def _failure(code: str, reason: str) -> dict[str, Any]:
    return {"error": {"code": code, "reason": reason, "remedy": "Save it anew as .docx, PDF or text."}}


def _answer(request: Mapping[str, Any]) -> dict[str, Any]:
    if request["do"] == "modules":
        return {"modules": sorted(sys.modules)}
    source = request["source"]
    data = Path(request["path"]).read_bytes()
    if request["do"] == "ocr":
        from extractors.formats.ocr import ocr_page

        return {"text": ocr_page(data, request["page"], source=source)}
    extracted = _parser(request["kind"])(data, source=source)
    return {name: getattr(extracted, name) for name in Extracted.__slots__}


def _parser(kind: str) -> Any:
    if kind == "pdf":
        from extractors.formats.pdf import read_pdf

        return read_pdf
    if kind == "docx":
        from extractors.formats.docx import read_docx

        return read_docx
    from extractors.formats.html_page import read_html

    return read_html


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    for limit, value in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        # macOS knows the limit but does not let it be set.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


if __name__ == "__main__":
    serve()
