"""What a page says at an address, without a browser: for briefings, and for other programs.

The page is run as for a reader who has just followed a link, in a session of its own that nobody
looks at: its filters take their values from the address, with the same fitting as on screen, and
what it draws is noted in place of being drawn. Nothing of the session outlives the run.

The session is made of classes that Streamlit keeps to itself. Its one public way to run a page
without a browser, ``streamlit.testing``, puts a runtime of its own in the place of the server's
while it does so, which other readers would notice.
"""

from __future__ import annotations

import contextvars
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from urllib.parse import urlencode

from streamlit import runtime
from streamlit.delta_generator_singletons import context_dg_stack, get_default_dg_stack_value
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state import SafeSessionState, SessionState

from dashboard import i18n
from dashboard.blocks import Blocks, Unknown
from dashboard.briefing.views import Query
from dashboard.kit import blocks_on_screen, refusals
from data.errors import AnalysisError, BriefingError

UserInfo = dict[str, str | bool | dict[str, str] | None]
"""What Streamlit knows of whoever is logged in."""


def blocks_at(page_path: str, query: Query, language: str) -> Blocks:
    """Return what a page says at an address.

    Parameters
    ----------
    page_path : str
        Of `navigation.PAGES`.
    query : mapping of str to str or sequence of str
        What the address says; values that are no options are passed over, as on screen.
    language : str
        A key of ``i18n.LANGUAGES``.

    Raises
    ------
    BriefingError
        If there is no such page.
    """
    # looked up by name: a page may ask for what another one says, and imports none
    pages = {page.path: page.render for page in import_module("dashboard.navigation").PAGES}
    if page_path not in pages:
        raise BriefingError(
            f"the view {page_path!r}",
            found="no such page",
            expected="one of " + ", ".join(pages),
            do="correct its address",
        )
    # what the caller is told of progress is told here too
    context = contextvars.copy_context()
    caller = get_script_run_ctx(suppress_warning=True)
    user = caller.user_info if caller is not None else {}
    with ThreadPoolExecutor(1, thread_name_prefix="recorded") as thread:
        return thread.submit(context.run, _run, pages[page_path], query, language, user).result()


def page_titles() -> dict[str, str]:
    """Return what each page is called in English, by its path."""
    return {page.path: page.title for page in import_module("dashboard.navigation").PAGES}


def _run(render: Callable[[], None], query: Query, language: str, user: UserInfo) -> Blocks:
    """Run a page in this thread, as in a session of the same user that has just begun."""
    i18n.use(language, i18n.translations(language))
    # in the copied context the caller's containers are open: nothing of this run belongs in them
    context_dg_stack.set(get_default_dg_stack_value())
    session = f"recorded-{secrets.token_hex(8)}"
    add_script_run_ctx(ctx=_context(session, urlencode(query, doseq=True), user))
    try:
        with blocks_on_screen.noted(is_drawn=False) as said:
            try:
                render()
            except AnalysisError as error:
                if error.reason is None:
                    raise
                blocks_on_screen.draw((Unknown(refusals.sentence(error)),))
    finally:
        if runtime.exists():
            runtime.get_instance().media_file_mgr.clear_session_refs(session)
    return said.blocks


def _context(session: str, address: str, user: UserInfo) -> ScriptRunContext:
    """Return all that Streamlit knows of a session, its messages going nowhere."""
    context = ScriptRunContext(
        session_id=session,
        _enqueue=lambda _message: None,
        query_string=address,
        session_state=SafeSessionState(SessionState(), lambda: None),
        uploaded_file_mgr=MemoryUploadedFileManager(""),
        main_script_path="",
        user_info=user,
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=PagesManager(""),
    )
    with context.session_state.query_params() as params:
        params.set_initial_query_params(address)
        params.populate_from_query_string(address)
    return context
