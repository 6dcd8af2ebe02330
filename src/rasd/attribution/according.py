"""CASE 1: a phrase such as ``بحسب`` or ``نقلا عن`` names the source of a clause."""

from __future__ import annotations

from rasd.attribution.content import match_phrase
from rasd.attribution.cursor import COMMAS, Cursor
from rasd.attribution.draft import Draft, Part
from rasd.attribution.ground import Ground
from rasd.attribution.kinds import kind_of
from rasd.attribution.walk import walk as read_on
from rasd.attribution.walk import walk_on
from rasd.lang.lexicon import CueForm


class According(Ground):
    """Finds phrases that name the source of the clause beside them."""

    def _according(self, i: int) -> Draft | None:
        phrase = next((p for p in self.lexicon.according.get(self.words[i], ())
                       if match_phrase(self.words, i, p)), None)  # fmt: skip
        clitic = phrase is not None and phrase[-1] == "ل"
        at = i + (len(phrase) - clitic if phrase else 1)
        clause = self.words[i] in self.lexicon.clauses
        if phrase is None and not clause:
            return None
        what = self._what(at, clause)
        if what is not None:
            form = self.lexicon.cues[self.words[what - 1].removeprefix("ما")]
            relay = form.verb if form.verb.kind == "relay" else None
            return self._according_to(i, Cursor(self.page, self.lexicon, what, relay), "according-to-what")
        if phrase is None or at >= self.page.sentence(i)[1] or self.contents._ruled(at):
            return None
        cursor = Cursor(self.page, self.lexicon, at, None)
        if clitic:
            skip = self._clitic_width(at)
            if self.page.ends[at] - self.page.starts[at] > skip:
                cursor.source = Part(at, at + 1, skip)
            cursor.i = at + 1
        return self._according_to(i, cursor, "according-to")

    def _what(self, at: int, clause: bool) -> int | None:
        """The token after ``ما أعلنته``; for a clause word such as ``حسبما`` after its verb alone."""
        if at >= self.page.n:
            return None
        if not clause:
            glued = self.words[at].startswith("ما") and self.words[at][2:] in self.lexicon.cues
            if glued:
                return at + 1
            if self.words[at] not in ("ما", "لما", "مما") or at + 1 >= self.page.n:
                return None
            at += 1
        form = self.lexicon.cues.get(self.words[at])
        if form is None or form.shape != "verb" or form.agreement == "p":
            return None
        if clause and (form.verb.ambiguous or self._says_itself(at, form)):
            return None
        return at + 1

    def _says_itself(self, at: int, form: CueForm) -> bool:
        """``فيما قال X إن``: the verb has a content of its own; the clause before it is not it."""
        return read_on(self.page, self.lexicon, at + 1, form.verb).stop in ("that", "quote", "colon")

    def _according_to(self, i: int, walk: Cursor, pattern: str) -> Draft | None:
        """``walk`` stands behind the phrase; the clause before or after it is the content."""
        first = self._opens_sentence(i, self.page.sentence(i)[0])
        if pattern == "according-to-what" and self.words[i] in self.lexicon.clauses and first:
            return None
        at = walk.source.begin if walk.source else walk.i
        walk_on(walk)
        if walk.source is None or not self._may_speak(walk.source):
            return None
        draft = Draft((i, at), pattern, source=walk.source, told=walk.told, further=walk.further)
        draft.of_him = walk.of_him
        if first:
            draft.content = self._after(walk)
        else:
            quoted = self.contents.quote_before(i)
            draft.content, draft.quoted = quoted or self.contents.before(i), quoted is not None
        return draft if draft.content else None

    def _clitic_width(self, at: int) -> int:
        raw = self.page.text[self.page.starts[at] : self.page.ends[at]]
        width = 1 + (raw[1:2] == "ـ")
        return 0 if raw[:2] == "لل" else width

    def _may_speak(self, part: Part) -> bool:
        """A lone definite noun of no known kind is a rule or a thing, not a party."""
        words = part.words(self.page)
        definite = bool(words) and words[0].startswith(("ال", "لل"))
        return not definite or len(words) > 2 or kind_of(part, self.page, self.lexicon).rule != "no-head-noun"

    def _opens_sentence(self, i: int, begin: int) -> bool:
        if i and self.words[i - 1] in self.lexicon.words("that"):
            return True
        return all(not self.page.is_word(k) for k in range(begin, i)) or self.words[i].startswith("وب")

    def _after(self, walk: Cursor) -> tuple[int, int] | None:
        """The clause after ``بحسب X،`` at the head of a sentence."""
        if walk.stop == "that":
            return self.contents.clause(walk.i)
        at = walk.source.end if walk.source else walk.i
        limit = self.page.sentence(at - 1)[1]
        for k in range(at, limit):
            if self.words[k] in COMMAS or self.words[k] in ("فان", "فانه", "فانها"):
                return self.contents.clause(k + (self.words[k] in COMMAS)) if k + 1 < limit else None
        return None
