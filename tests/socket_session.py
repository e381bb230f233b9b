"""A reader without a browser: Streamlit's own socket protocol, spoken as a browser speaks it.

Nothing is drawn. A session opens views, types into fields and presses buttons by their labels, and
remembers what it was shown.
"""

from __future__ import annotations

import contextlib
import ssl
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from dashboard import navigation

OPEN_SECONDS = 60
ANSWER_SECONDS = 180
COOKIE = "trojka_replica"
"""By which the proxy before several replicas knows the one of a session (deploy/nginx)."""

OWN_PAGE = "_streamlit_xsrf"
"""Cookie that shows Streamlit that a page of its own opens a socket: else no login counts."""

SHOWN = ("heading", "markdown", "html", "alert", "text")
"""Kinds of element whose words are remembered."""

View = tuple[navigation.Page | None, dict[str, str]]


class DroppedError(RuntimeError):
    """The socket ended before the script did: nothing is known of what was under way."""


@dataclass
class Drawn:
    """What one run of the script showed.

    Attributes
    ----------
    words : list of str
        Of headings, texts and messages, in order.
    fields : dict
        Ids of fields and buttons by their labels; of several with one label the last.
    """

    words: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def take(self, element: Element) -> None:
        """Remember an element."""
        kind = element.WhichOneof("type") or ""
        shown = getattr(element, kind) if kind else None
        if kind in SHOWN:
            self.words.append(shown.body)
        elif getattr(shown, "id", "") and getattr(shown, "label", ""):
            self.fields[shown.label] = shown.id


class Session:
    """One reader's connection.

    Parameters
    ----------
    address : str
        Of the server or the proxy before it: ``http://…`` or ``https://…``.
    replica : str
        What the proxy's cookie says, where it was set before.
    authority : Path, optional
        Certificate by which the server's is judged; those of the machine when not given.
    session_id : str
        Of a session whose socket ended, to go on with it where its server still has it.
    cookie : str
        All that a browser sends as ``Cookie`` once somebody has logged in, where people log in;
        the replica that stands in it is not asked for.

    Attributes
    ----------
    replica : str
        What the proxy's cookie says now; empty where no proxy set one.
    session_id : str
        By which the server knows the session; empty before the first answer.
    drawn : Drawn
        What the last run showed.
    query : dict
        The address of the view, as the server left it.
    """

    def __init__(
        self,
        address: str,
        *,
        replica: str = "",
        authority: Path | None = None,
        session_id: str = "",
        cookie: str = "",
    ) -> None:
        trust = ssl.create_default_context(cafile=authority) if "https" in address else None
        self._opened = contextlib.ExitStack()
        held = dict(one.strip().split("=", 1) for one in cookie.split(";") if "=" in one)
        spoken = ["streamlit", held.get(OWN_PAGE, "no-token").strip('"')]
        kept = {name: value for name, value in held.items() if name != COOKIE}
        kept |= {COOKIE: replica} if replica else {}
        sent = "; ".join(f"{name}={value}" for name, value in kept.items())
        try:
            self._socket = self._opened.enter_context(
                connect(
                    address.replace("http", "ws", 1) + "/_stcore/stream",
                    origin=Origin(address),
                    subprotocols=[Subprotocol(one) for one in (*spoken, session_id) if one],
                    additional_headers={"Cookie": sent} if sent else None,
                    ssl=trust,
                    max_size=None,
                    open_timeout=OPEN_SECONDS,
                )
            )
        except (OSError, WebSocketException) as error:
            why = error.__cause__ or error.__context__
            raise DroppedError(f"no socket at {address}: {error!r}, {why!r}") from error
        answer = self._socket.response
        told = answer.headers.get_all("Set-Cookie") if answer else []
        set_now = [one.partition(";")[0].partition("=") for one in told]
        self.replica = next((value for name, _, value in set_now if name == COOKIE), replica)
        self.drawn = Drawn()
        self.session_id = session_id
        self.query: dict[str, str] = {}
        self._page: navigation.Page | None = None

    def open(self, view: View) -> float:
        """Ask for a view and return the seconds until its script has finished.

        Raises
        ------
        RuntimeError
            If the script did not finish, or showed an exception; `DroppedError` if the socket
            ended.
        """
        self._page, self.query = view[0], dict(view[1])
        return self._run([])

    def press(self, button: str, **typed: str) -> float:
        """Type into fields, press a button, and return the seconds until the script has finished.

        Parameters
        ----------
        button : str
            Its label.
        **typed : str
            By the label of a field, blanks written as ``_``.

        Raises
        ------
        RuntimeError
            See `open`; and if there is no such button or field.
        """
        ids = self.drawn.fields
        labels = {label.replace("_", " "): words for label, words in typed.items()}
        if missing := {button, *labels} - ids.keys():
            raise RuntimeError(f"no {sorted(missing)} on screen, only {sorted(ids)}")
        states = [WidgetState(id=ids[label], string_value=words) for label, words in labels.items()]
        return self._run([*states, WidgetState(id=ids[button], trigger_value=True)])

    def close(self) -> None:
        """Leave."""
        self._opened.close()

    def _run(self, states: list[WidgetState]) -> float:
        message = BackMsg()
        message.rerun_script.query_string = urlencode(self.query)
        message.rerun_script.widget_states.widgets.extend(states)
        if self._page is not None and self._page is not navigation.PAGES[0]:
            message.rerun_script.page_script_hash = calc_hash(self._page.path)
        started = time.perf_counter()
        try:
            self._socket.send(message.SerializeToString())
            self._until_finished()
        except (OSError, WebSocketException) as error:
            raise DroppedError(f"the socket ended: {error!r}") from error
        return time.perf_counter() - started

    def _until_finished(self) -> None:
        view = (self._page.path if self._page else "", self.query)
        self.drawn = Drawn()
        while True:
            answer = ForwardMsg.FromString(self._socket.recv(timeout=ANSWER_SECONDS))
            kind = answer.WhichOneof("type")
            if kind == "delta":
                element = answer.delta.new_element
                if element.WhichOneof("type") == "exception":
                    raise RuntimeError(f"{view}: {element.exception.message}")
                self.drawn.take(element)
            elif kind == "new_session":
                self.session_id = answer.new_session.initialize.session_id
            elif kind == "page_info_changed":
                self.query = dict(parse_qsl(answer.page_info_changed.query_string))
            elif kind == "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    self.drawn = Drawn()
                    continue
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError(f"{view}: ended with {answer.script_finished}")
                return
