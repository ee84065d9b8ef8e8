"""The process that holds eSpeak NG: JSON lines in, JSON lines out, one forked child for every utterance.

eSpeak NG is GPL-3, so it is loaded here and nowhere else, and this file imports nothing but the standard library: it is run as a
program (`python -m storyreel.tools.speech.espeak_process`, or by its path). The engine is set up once and never speaks in this
process: a second utterance in one process gives other samples and another length than the first, a fresh copy never does. Its
noise is seeded from the clock at set-up, by the second, so every child seeds it anew.

A request is `{"id", "runs": [{"voice", "text"}], "rate", "pitch", "timeout_s", "out"}`; the child writes raw 16-bit mono samples
to `out`. The answer is `{"id", "ok": true, "samples", "sample_rate", "events": [[kind, ms, text]]}` or
`{"id", "ok": false, "problem": "voice" | "timeout" | "engine", "detail"}`. The end of the input ends the process. It needs
`fork`, so Linux or macOS.
"""

from __future__ import annotations

import ctypes
import importlib.util
import json
import os
import selectors
import signal
import sys
import time
from pathlib import Path
from typing import Any

__all__ = ["main"]

_SYNCHRONOUS = 2
_PHONEME_EVENTS, _IPA, _DO_NOT_EXIT = 0x0001, 0x0002, 0x8000
_UTF8, _END_PAUSE = 1, 0x1000
_RATE, _PITCH = 1, 3
_EVENT_END, _EVENT_WORD, _EVENT_PHONEME = 0, 1, 7
_SEED = 1
_STRESS = str.maketrans("", "", "ˈˌ")


class _EventId(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    ]


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


class _EngineError(Exception):
    """The engine refused something: (problem, detail)."""


class Engine:
    """The library, set up but silent."""

    def __init__(self, library: str, data: str) -> None:
        self._lib = ctypes.CDLL(library)
        options = _PHONEME_EVENTS | _IPA | _DO_NOT_EXIT
        self.sample_rate = self._lib.espeak_Initialize(_SYNCHRONOUS, 0, os.fsencode(data), options)
        if self.sample_rate <= 0:
            raise _EngineError("engine", f"eSpeak NG could not be set up from {data}")
        self._libc = ctypes.CDLL(None)

    def speak(self, request: dict[str, Any]) -> dict[str, Any]:
        """Speak all runs into the file `out`. To be called once in the life of a process."""
        self._seed()
        events: list[tuple[str, int, str]] = []
        before = 0
        with Path(request["out"]).open("wb") as out:
            for run in request["runs"]:
                self._choose(run["voice"], request)
                before += self._run(run["text"], out, events, before)
        return {"ok": True, "samples": before, "sample_rate": self.sample_rate, "events": events}

    def _seed(self) -> None:
        """Start both of the engine's noises, its own and that of the C library, at one fixed point."""
        self._libc.srand(_SEED)
        if hasattr(self._lib, "espeak_ng_SetRandSeed"):  # since 1.52
            self._lib.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))

    def _choose(self, voice: str, request: dict[str, Any]) -> None:
        # A voice that does not exist leaves the one before in place, so the code must be looked at.
        code = self._lib.espeak_SetVoiceByName(voice.encode())
        if code != 0:
            raise _EngineError("voice", f"eSpeak NG has no voice {voice!r} (code {code})")
        self._lib.espeak_SetParameter(_RATE, int(request["rate"]), 0)
        self._lib.espeak_SetParameter(_PITCH, int(request["pitch"]), 0)

    def _run(self, text: str, out: Any, events: list[tuple[str, int, str]], before: int) -> int:
        written = 0
        start_ms = before * 1000 // self.sample_rate

        def received(samples: int | None, count: int, pointer: Any) -> int:
            nonlocal written
            if samples and count > 0:
                out.write(ctypes.string_at(samples, count * 2))
                written += count
            number = 0
            while pointer[number].type != _EVENT_END:
                event = pointer[number]
                if event.type == _EVENT_WORD and event.length > 0:
                    word = text[event.text_position - 1 : event.text_position - 1 + event.length]
                    events.append(("word", start_ms + event.audio_position, word))
                elif event.type == _EVENT_PHONEME:
                    events.append(("phoneme", start_ms + event.audio_position, _phoneme(event)))
                number += 1
            return 0

        callback = _CALLBACK(received)
        self._lib.espeak_SetSynthCallback(callback)
        data = text.encode("utf-8", "ignore") + b"\0"
        code = self._lib.espeak_Synth(data, len(data), 0, 1, 0, _UTF8 | _END_PAUSE, None, None)
        if code != 0:
            raise _EngineError("engine", f"eSpeak NG refused the text (code {code})")
        self._lib.espeak_Synchronize()
        return written


def _phoneme(event: Any) -> str:
    raw = ctypes.string_at(ctypes.addressof(event.id), 8).split(b"\0")[0]
    name = raw.decode("utf-8", "ignore").translate(_STRESS)
    return "" if name.startswith("(") else name  # "(en)" marks a change of language, not a sound


class Server:
    """Reads requests, keeps a few children at work, passes their answers on."""

    def __init__(self, engine: Engine, *, children: int) -> None:
        self._engine, self._children = engine, children
        self._selector = selectors.DefaultSelector()
        self._queue: list[dict[str, Any]] = []
        self._working: dict[int, tuple[int, Any, float, bytearray]] = {}  # pipe -> (child, id, deadline, answer so far)
        self._rest = bytearray()
        self._parent = os.getppid()

    def serve(self) -> None:
        """Work until the input ends or the parent is gone."""
        self._selector.register(0, selectors.EVENT_READ)
        while True:
            for key, _ in self._selector.select(timeout=0.5):
                if key.fd == 0:
                    if not self._read_requests():
                        return
                else:
                    self._read_answer(key.fd)
            self._end_overdue()
            if os.getppid() != self._parent:
                return
            while self._queue and len(self._working) < self._children:
                self._start(self._queue.pop(0))

    def stop(self) -> None:
        """End the children."""
        for child, _, _, _ in self._working.values():
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)

    def _read_requests(self) -> bool:
        data = os.read(0, 1 << 16)
        self._rest += data
        *lines, rest = bytes(self._rest).split(b"\n")
        self._rest = bytearray(rest)
        self._queue += [json.loads(line) for line in lines if line.strip()]
        return bool(data)

    def _start(self, request: dict[str, Any]) -> None:
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ours)
            _speak_and_exit(self._engine, request, theirs)
        os.close(theirs)
        deadline = time.monotonic() + float(request["timeout_s"])
        self._working[ours] = (child, request["id"], deadline, bytearray())
        self._selector.register(ours, selectors.EVENT_READ)

    def _read_answer(self, pipe: int) -> None:
        data = os.read(pipe, 1 << 16)
        child, number, _, answer = self._working[pipe]
        if data:
            answer += data
            return
        self._forget(pipe)
        _, status = os.waitpid(child, 0)
        try:
            said = json.loads(bytes(answer))
        except ValueError:
            code = os.waitstatus_to_exitcode(status)
            said = {"ok": False, "problem": "engine", "detail": f"the speaking process ended with code {code}"}
        _say({"id": number, **said})

    def _end_overdue(self) -> None:
        now = time.monotonic()
        for pipe, (child, number, deadline, _) in list(self._working.items()):
            if now > deadline:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                self._forget(pipe)
                _say({"id": number, "ok": False, "problem": "timeout", "detail": "the engine did not finish in time"})

    def _forget(self, pipe: int) -> None:
        self._selector.unregister(pipe)
        os.close(pipe)
        del self._working[pipe]


def _speak_and_exit(engine: Engine, request: dict[str, Any], pipe: int) -> None:
    """In the child: speak, answer, and end without unwinding the copied parent."""
    try:
        signal.alarm(int(request["timeout_s"]) + 5)  # ends it even if the parent was killed
        answer = engine.speak(request)
    except _EngineError as exc:
        answer = {"ok": False, "problem": exc.args[0], "detail": exc.args[1]}
    except BaseException as exc:
        answer = {"ok": False, "problem": "engine", "detail": f"{type(exc).__name__}: {exc}"}
    data = json.dumps(answer).encode()
    while data:
        data = data[os.write(pipe, data) :]
    os._exit(0)


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def _from_package() -> tuple[str, str]:
    found = importlib.util.find_spec("espeakng_loader")
    if found is None or found.origin is None:
        raise _EngineError("engine", "espeakng-loader is not installed")
    folder = Path(found.origin).parent
    name = "libespeak-ng.dylib" if sys.platform == "darwin" else "libespeak-ng.so"
    return str(folder / name), str(folder / "espeak-ng-data")


def main(arguments: list[str]) -> int:
    """Serve on stdin and stdout; arguments are the library and its data folder, else those of espeakng-loader."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business: it ends us by closing the input
    try:
        library, data = arguments if len(arguments) == 2 else _from_package()
        engine = Engine(library, data)
    except (OSError, _EngineError) as exc:
        _say({"ready": False, "detail": str(exc.args[-1])})
        return 1
    _say({"ready": True, "sample_rate": engine.sample_rate})
    server = Server(engine, children=max(2, os.cpu_count() or 2))
    try:
        server.serve()
    except BrokenPipeError:
        return 0
    finally:
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
