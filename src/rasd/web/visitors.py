"""Who asks: accounts and sessions, what each role may, and tokens against forms that others forge."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import Request

from rasd.desk import Desk
from rasd.errors import RasdError
from rasd.store.accounts import ROLES
from rasd.web.limits import Limits
from rasd.web.passwords import digest, fits, new_key

SESSION, VISIT = "rasd_session", "rasd_visit"
"""The cookies: who is signed in; who fills in a form before, or where nobody signs in."""
STAYS = 12 * 3600.0
"""Seconds that a session lasts."""
_FIELDS = 40


class NotAllowed(RasdError):
    """The visitor may not do that; ``sign_in`` is whether it would help to sign in."""

    def __init__(self, what: str, sign_in: bool) -> None:
        super().__init__(what)
        self.sign_in = sign_in


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: ``name`` (empty: nobody has signed in), ``role`` (empty: none), ``token`` that forms carry;
    ``cookie`` is the visit's, to be set where it is new; ``signs_in`` is whether the desk asks for that."""

    name: str
    role: str
    token: str
    cookie: str = ""
    signs_in: bool = True

    def may(self, role: str) -> bool:
        """Whether a role's rights are among the visitor's."""
        return bool(self.role) and ROLES.index(self.role) >= ROLES.index(role)

    def must(self, role: str) -> None:
        """See that they are.

        Raises:
            NotAllowed: they are not.
        """
        if not self.may(role):
            raise NotAllowed(f"this needs the role {role!r}", not self.name)


class Door:
    """Lets visitors in.

    Args:
        desk: has the accounts.
        signs_in: whether visitors sign in; else whoever reaches the server may do everything, as ``host``.
        host: the name under which judgements are kept where nobody signs in.
        now: gives seconds UTC.
        limits: how often one account may be tried.
    """

    def __init__(
        self, desk: Desk, signs_in: bool, host: str, now: Callable[[], float], limits: Limits
    ) -> None:
        self._desk, self.signs_in, self._host, self._now = desk, signs_in, host, now
        self._limits = limits
        self._secret = new_key()

    def visitor(self, request: Request) -> Visitor:
        """Who sends a request."""
        if not self.signs_in:
            return self._visiting(request, self._host, ROLES[-1])
        key = request.cookies.get(SESSION, "")
        found = self._desk.accounts.signed_in(digest(key), self._now()) if key else None
        if found is None:
            return self._visiting(request, "", "")
        return Visitor(found.name, found.role, digest(key, "token"))

    def _visiting(self, request: Request, name: str, role: str) -> Visitor:
        given = request.cookies.get(VISIT, "")
        cookie = given or new_key()
        token = hmac.new(self._secret.encode(), cookie.encode("utf-8", "replace"), "sha256").hexdigest()
        return Visitor(name, role, token, "" if given else cookie, self.signs_in)

    def may_try(self, name: str) -> bool:
        """Whether a password may be tried for an account once more, wherever from."""
        return self._limits.allows("sign-in", f"account {name[:200]}")

    def enter(self, name: str, password: str) -> str:
        """Sign somebody in; the session's key.

        Raises:
            NotAllowed: name and password do not go together.
        """
        if not fits(password, self._desk.accounts.password(name)):
            raise NotAllowed("name and password do not go together", True)
        key = new_key()
        self._desk.accounts.open(digest(key), name, self._now() + STAYS, self._now())
        return key

    def leave(self, request: Request) -> None:
        """Sign whoever it is out."""
        self._desk.accounts.close(digest(request.cookies.get(SESSION, "")))


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, in the order in which they were sent."""

    fields: tuple[tuple[str, str], ...]

    def one(self, name: str, otherwise: str = "") -> str:
        """The first field of a name."""
        return next((value for key, value in self.fields if key == name), otherwise)

    def all(self, name: str) -> tuple[str, ...]:
        """All fields of a name that are not empty."""
        return tuple(value for key, value in self.fields if key == name and value)


async def form_of(request: Request) -> Form:
    """The form that was sent; empty where it is none."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return Form(())
    body = await request.body()
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError:
        return Form(())
    return Form(tuple(pairs))


def checked(form: Form, visitor: Visitor, role: str) -> None:
    """See that a form is one of ours, and that the visitor may send it.

    Raises:
        NotAllowed: it is not, or they may not.
    """
    visitor.must(role)
    check_token(form, visitor)


def check_token(form: Form, visitor: Visitor) -> None:
    """See that a form is one of ours.

    Raises:
        NotAllowed: it is not.
    """
    if not hmac.compare_digest(form.one("token").encode(), visitor.token.encode()):
        raise NotAllowed("the form is too old, or not ours: load the page again", False)
