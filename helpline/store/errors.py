"""What an error of the database may say: what kind, which constraint; never a value."""

import psycopg
import sqlalchemy as sa


def forget_values(context: sa.ExceptionContext) -> None:
    """PostgreSQL adds the whole failing row as detail; only its first sentence is kept."""
    original = context.original_exception
    if not isinstance(original, psycopg.Error) or original.diag.message_primary is None:
        return
    sentence = original.diag.message_primary
    original.args = (sentence,)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (f"({type(original).__name__}) {sentence}",)
