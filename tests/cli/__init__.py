"""Tests of the command line as people use it: in a process of its own."""
