"""The texts of `help()` for what C defines: sixty signatures at every start, which nobody reads in a browser."""


def get_cmeth_docstring(_method: object) -> str:
    """No text."""
    return ""
