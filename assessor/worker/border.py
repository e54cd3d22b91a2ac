"""The border of the worker: whatever goes wrong inside comes out as an answer in Chinese, never as an exception.

What the services themselves do not expect is left to this: no room, data too deep, a fault of the program.
"""

import json
from collections.abc import Callable
from functools import wraps

NO_ROOM = "这台设备的内存不够，没有算完。请关掉别的页面，或少填几行再试；填的内容还在。"
TOO_DEEP = "内容一层套一层太深，没有算完。请检查粘贴或放进来的东西；填的内容还在。"
FAULT = "程序内部出错（{0}），没有算完；填的内容还在。请把这一句告诉维护的人。"


def guarded[**P](handle: Callable[P, str]) -> Callable[P, str]:
    """The same function, but answering whatever it raises."""

    @wraps(handle)
    def answer(*arguments: P.args, **options: P.kwargs) -> str:
        try:
            text = handle(*arguments, **options)
            text.encode()  # half a character cannot cross to the page
        except MemoryError:
            return _refused(NO_ROOM)
        except RecursionError:
            return _refused(TOO_DEEP)
        except Exception as error:  # noqa: BLE001 - the border: everything that is left is a fault, and told as one
            return _refused(FAULT.format(type(error).__name__))
        return text

    return answer


def _refused(message: str) -> str:
    return json.dumps({"ok": False, "message": message, "problems": []}, ensure_ascii=False)
