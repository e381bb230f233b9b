"""What can be said of a login and of a role; fields stand for names and moments."""

from __future__ import annotations

from dashboard.i18n import mark

PLACES = (
    mark("the cookie of the login"),
    mark("the login"),
    mark("the login provider"),
    mark("the token"),
    mark("this page"),
    mark("to change the facts"),
    mark("to take a change of the facts back"),
)

FINDINGS = (
    mark("'{0}' in the claim '{1}'"),
    mark("a login of a reader"),
    mark("a login that ended at {0}"),
    mark("no claim '{0}'"),
    mark("no login"),
    mark("no public keys to check the token with"),
    mark("nothing in the claim '{0}'"),
    mark("one that begins at {0}, when it is {1} here"),
    mark("the role '{0}'"),
    mark("the role desk"),
    mark("the role reader"),
)

EXPECTATIONS = (
    mark("a text in it"),
    mark("a text of 1 to {0} characters, none of them hidden"),
    mark("an answer within some seconds"),
    mark("clocks that differ by no more than {0} s"),
    mark("one that still holds"),
    mark("seconds since 1970"),
    mark("somebody who is logged in"),
    mark("the role of the person in it"),
    mark("the role desk"),
    mark("the role steward"),
    mark("whoever runs Trojka, on its machine or with its token"),
)

REMEDIES = (
    mark("ask somebody who has it"),
    mark("ask them"),
    mark("ask whoever runs the login for a desk and a role in Trojka"),
    mark("have the clock of the login provider or of this server put right"),
    mark("log in"),
    mark("log in again"),
    mark("try again in a moment"),
)
