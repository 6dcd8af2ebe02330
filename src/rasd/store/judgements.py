"""What people decided: added, never changed, in the order in which it was said."""

from __future__ import annotations

import json
from datetime import datetime

from rasd.model import Judgement, JudgementKind
from rasd.store.database import Transaction

_COLUMNS = "id, kind, about, who, moment, note"


def put(transaction: Transaction, judgement: Judgement) -> bool:
    """Add a judgement; whether it is new."""
    if transaction.value("SELECT 1 FROM judgements WHERE id = :id", id=judgement.id):
        return False
    place = 1 + (transaction.value("SELECT max(place) FROM judgements") or 0)
    transaction.run(
        f"INSERT INTO judgements (place, {_COLUMNS})"
        " VALUES (:place, :id, :kind, :about, :who, :moment, :note)",
        place=place, id=judgement.id, kind=str(judgement.kind),
        about=json.dumps(judgement.about, ensure_ascii=False), who=judgement.who,
        moment=judgement.when.isoformat(), note=judgement.note,
    )  # fmt: skip
    return True


def get(transaction: Transaction) -> list[Judgement]:
    """All of them, in the order in which they were added."""
    return [
        Judgement(
            id_, JudgementKind(kind), tuple(json.loads(about)), who, datetime.fromisoformat(moment), note
        )
        for id_, kind, about, who, moment, note in transaction.rows(
            f"SELECT {_COLUMNS} FROM judgements ORDER BY place"
        )
    ]
