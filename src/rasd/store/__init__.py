"""What a desk keeps: articles, what was read out of them, stories, judgements - in SQLite or PostgreSQL.

``database``    a database by its URL; transactions; errors that say what to do (``sqlite``, ``postgres``)
``migrating``   the form of the tables, by number (``migrations/``)
``codec``       values of the model as bytes
``articles``    what is new, what is another version, what is held
``passages``    what articles share
``stories``     what was worked out for each story, and the lines of lists
``search``      articles by their words, parties and outlets by their names
``judgements``  what people decided
``accounts``    who may use it in a browser
"""

from rasd.store.database import Database, Transaction

__all__ = ["Database", "Transaction"]
