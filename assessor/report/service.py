"""The engine behind a page: requests and responses as JSON text, so that a browser worker needs to know nothing else.

Requests name a `verb`; a response has `ok`, and on failure `message` in words for the user. No exception crosses the
border.
"""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assessor import __version__
from assessor.records import RecordError, parse_json
from assessor.report.live import Live
from assessor.rules import Rulebook, RulebookError

if TYPE_CHECKING:
    from assessor.report.further import Further

MOST_PROBLEMS = 500
"""Problems of one record that a page is told; more have one cause, and would only keep it from being used."""

type Answer = Callable[[Mapping[str, Any]], dict[str, Any]]
"""What answers the requests of a verb."""


class Service:
    """Answers requests about one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Serve this rulebook."""
        self.rulebook = rulebook
        self._live = Live(rulebook)

    def handle(self, request: str) -> str:
        """Answer one request.

        `{"verb": "assess", "policies": [ids], "form": {field: text or rows}, "today": "YYYY-MM-DD", "root": "../"}`
        gives `{"ok": true, "html", "summary", "done"}`; `root` leads from the page to the root of the site. What is
        certain, how far and from when takes longer: `"questions": true` waits for it; otherwise it is there as far as
        it is known already, and `done` says whether it is there for all results. Then `needed` names the fields whose
        blanks still matter.

        `{"verb": "renew", "since": mark, …}` gives, instead of `html`, the page in `parts` and its `mark`. Parts that
        are the same on the page with the mark `since` come without HTML; where that page is not known (at first: "")
        all come with it, and the answer's `since` is "".

        `{"verb": "more", "since": mark, "milliseconds": 5}` works on the longer questions about that page for so long
        and gives `{"ok": true, "done": false, "mark": mark, "parts": null}` until all are answered, then what `renew`
        gives. Asked again it goes on where it stopped, even if other forms came in between. A page that is not known
        any more gives the mark "": then `renew` has to be asked.

        A record that cannot be accepted gives `{"ok": false, "message", "problems": [{"field", "row", "message"}]}`.
        """
        try:
            data = parse_json(request)
            response = self._answering(data["verb"])(data)
        except RecordError as error:
            told = error.problems[:MOST_PROBLEMS]
            problems = [{"field": p.field, "row": p.row, "message": f"{p.message}。{p.hint}"} for p in told]
            response = {"ok": False, "message": "有几处填得不对，改好后再算。", "problems": problems}
        except RulebookError as error:
            response = {"ok": False, "message": str(error), "problems": []}
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            response = {"ok": False, "message": f"页面发来的请求读不懂（{type(error).__name__}）。", "problems": []}
        return json.dumps(response, ensure_ascii=False)

    def _answering(self, verb: str) -> Answer:
        if verb == "about":
            return self._about
        if verb in {"assess", "renew", "more"}:
            found: Answer = getattr(self._live, verb)
            return found
        return self._further.verbs[verb]

    @cached_property
    def _further(self) -> "Further":
        """What is only asked for once there are results: imported when it is, as that takes a while in a browser."""
        from assessor.report.further import Further  # noqa: PLC0415

        return Further(self.rulebook)

    def _about(self, _: Mapping[str, Any]) -> dict[str, Any]:
        """Which engine and which rulebook answer here."""
        return {"ok": True, "version": __version__, "rulebook": self.rulebook.hash}


def open_rulebook(text: str) -> Service:
    """A service for a rulebook in its JSON form."""
    return Service(Rulebook.from_json(text))
