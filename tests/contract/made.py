"""Made articles for the engines: copies whole, in part and edited, boilerplate, formulas, odd texts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from rasd.model import Article


def articles(count: int, seed: int = 3) -> list[Article]:
    """So many articles: a text that is carried everywhere, lines that an outlet prints under all of its own,
    a formula of small outlets."""
    random = Random(seed)
    words = [f"كلمة{k}" for k in range(4000)]
    house = {f"o{k}": " ".join(random.choices(words, k=18)) for k in range(9)}
    title = " ".join(random.choices(words, k=9))
    formula, carried = " ".join(random.choices(words, k=9)), random.choices(words, k=60)
    made: list[Article] = []
    for k in range(count):
        outlet = random.choice([*house, ""])
        text = random.choices(words, weights=range(4000, 0, -1), k=random.randint(20, 160))
        fate = random.random()
        if made and fate < 0.35:
            other = random.choice(made[-300:]).text.split()
            low = random.randrange(max(1, len(other) - 20))
            text[10:10] = edited(other[low : low + random.randint(10, 90)], random)
        elif fate < 0.45:
            text = edited(carried, random) + text[: random.randint(0, 9)]
        if fate > 0.8:
            text[5:5] = formula.split()
        if outlet and random.random() < 0.6:
            text += house[outlet].split()
        if k % 20 == 0:  # thirty outlets, none with more than four articles
            outlet = f"small {k // 20 % 30}"
            text[3:3] = title.split()
        if random.random() < 0.01:
            text = random.choice([[], ["كلمة"], ["\ud800"] * 20])
        when = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=random.randint(0, 5000))
        made.append(
            Article(f"a{random.randrange(10**9)}-{k}", " ".join(text), outlet=outlet,
                    published=when if random.random() < 0.8 else None)
        )  # fmt: skip
    return made


def edited(words: list[str], random: Random) -> list[str]:
    """The words with a few replaced, dropped or put in."""
    rate = random.choice([0, 0, 0.05, 0.15])
    out: list[str] = []
    for word in words:
        fate = random.random() / rate if rate else 1
        out += [word] if fate >= 1 else [[], ["غيره"], [word, "زيد"]][int(3 * fate)]
    return out
