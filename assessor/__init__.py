"""班主任政策手册 (assessor): policies as text, rules under their clauses, one engine that judges a record by them."""

__version__ = "0.1.0"
