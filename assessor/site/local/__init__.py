"""Showing a built site on one's own machine: the server, and what goes into the one-file zip beside it."""
