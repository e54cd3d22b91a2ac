"""Tests of reading policies: good files, bad files, formulas, and all of `policies/` itself."""
