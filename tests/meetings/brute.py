"""The rule of the rota written down a second time, slowly, and every rota tried."""

from datetime import date
from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

START = date(2026, 1, 8)


def day(number: int) -> str:
    return date.fromordinal(START.toordinal() + 7 * number).isoformat()


def belongs(member: dict, when: str) -> bool:
    return member["joined"] <= when and (member["left"] is None or when < member["left"])


def within(ledger: dict, key: str, member: str, when: str) -> bool:
    return any(
        span["member"] == member and span["from"] <= when <= span["to"] for span in ledger[key]
    )


def all_dates(ledger: dict) -> list[str]:
    return sorted([m["date"] for m in ledger["held"] + ledger["fixed"]] + ledger["to_plan"])


def on_duty(ledger: dict, when: str) -> list[str]:
    dates = all_dates(ledger)
    duty = []
    for member in ledger["members"]:
        attended = [d for d in dates if member["joined"] <= d < when]
        is_new = member["joined"] > dates[0] and len(attended) < ledger["grace_meetings"]
        if (
            belongs(member, when)
            and not is_new
            and not within(ledger, "pauses", member["id"], when)
        ):
            duty.append(member["id"])
    return duty


def able(ledger: dict, when: str) -> list[str]:
    return [m for m in on_duty(ledger, when) if not within(ledger, "unavailable", m, when)]


def scores(ledger: dict, planned: dict[str, str | None]) -> tuple[Fraction, Fraction]:
    """Largest distance and sum of squares, straight from the words of the rule."""
    members = {m["id"]: m for m in ledger["members"]}
    held = {m["date"]: m["host"] for m in ledger["held"]}
    hosts = {**held, **{m["date"]: m["host"] for m in ledger["fixed"]}, **planned}
    account = dict.fromkeys(members, Fraction(0))
    largest = squares = Fraction(0)
    for when in all_dates(ledger):
        host = hosts[when]
        if when in held and not (host in members and belongs(members[host], when)):
            continue
        duty = on_duty(ledger, when)
        for member in duty:
            account[member] -= Fraction(1, len(duty))
        if host:
            account[host] += 1
        if when not in held:
            here = [account[m["id"]] for m in ledger["members"] if belongs(m, when)]
            largest = max([largest, *map(abs, here)])
            squares += sum(value**2 for value in here)
    return largest, squares


def every_rota(ledger: dict) -> list[dict[str, str | None]]:
    dates = sorted(ledger["to_plan"])
    return [
        dict(zip(dates, hosts, strict=True))
        for hosts in product(*(able(ledger, when) or [None] for when in dates))
    ]


def fairest(ledger: dict) -> tuple[tuple[Fraction, Fraction], list[dict[str, str | None]]]:
    """The best scores and every rota that has them."""
    scored = [(scores(ledger, rota), rota) for rota in every_rota(ledger)]
    best = min(score for score, _ in scored)
    return best, [rota for score, rota in scored if score == best]


def first_by_waiting(ledger: dict, rotas: list[dict]) -> dict[str, str | None]:
    """Of equally fair rotas the one the tie rule picks, date by date."""
    joined = {m["id"]: m["joined"] for m in ledger["members"]}
    members = {m["id"]: m for m in ledger["members"]}
    known = {
        m["date"]: m["host"]
        for m in ledger["held"] + ledger["fixed"]
        if m["host"] in members and belongs(members[m["host"]], m["date"])
    }
    for when in sorted(ledger["to_plan"]):

        def waiting(host: str | None, when: str = when) -> tuple:
            past = [d for d, other in known.items() if other == host and d < when]
            return (bool(past), max(past, default=joined.get(host, "")), host or "")

        known[when] = min((rota[when] for rota in rotas), key=waiting)
        rotas = [rota for rota in rotas if rota[when] == known[when]]
    return rotas[0]


@st.composite
def ledgers(draw, most_members: int = 4, most_to_plan: int = 4, tight: bool = True) -> dict:
    """Ledgers with joiners, leavers, pauses, absences, informal and outside-hosted meetings."""
    ids = list("abcdefgh")[: draw(st.integers(1, most_members))]
    total = draw(st.integers(0, 6 + most_to_plan))
    split = draw(st.integers(max(0, total - most_to_plan), total))
    members = [draw(_member(one, total)) for one in ids]
    held, later = list(range(split)), list(range(split, total))
    ledger = {
        "members": members,
        "grace_meetings": draw(st.integers(0, 2)),
        "pauses": draw(st.lists(_span(ids, total), max_size=3)),
        "unavailable": draw(st.lists(_span(ids, total), max_size=4)),
        "held": [],
        "fixed": [],
        "to_plan": [],
    }
    for number in held:
        host = draw(st.sampled_from([*ids, *ids, None, "elsewhere"]))
        ledger["held"].append({"date": day(number), "host": host})
    for number in later:
        here = [m["id"] for m in members if belongs(m, day(number))]
        if here and draw(st.integers(0, 3)) == 0:
            ledger["fixed"].append({"date": day(number), "host": draw(st.sampled_from(here))})
        else:
            ledger["to_plan"].append(day(number))
    return ledger


@st.composite
def _member(draw, one: str, total: int) -> dict:
    joined = draw(st.sampled_from([-2, -1, 0, 0, 0, *range(total + 1)]))
    left = draw(st.one_of(st.none(), st.none(), st.integers(joined, total + 2)))
    return {"id": one, "joined": day(joined), "left": None if left is None else day(left)}


@st.composite
def _span(draw, ids: list[str], total: int) -> dict:
    first = draw(st.integers(0, max(0, total)))
    last = draw(st.integers(first, max(first, total)))
    return {"member": draw(st.sampled_from(ids)), "from": day(first), "to": day(last)}
