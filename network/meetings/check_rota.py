"""Checks a plan of hosts against its ledger; shares no line with the code that made it."""

from fractions import Fraction
from itertools import accumulate
from math import ceil, floor


def check(ledger: dict, plan: dict) -> str | None:
    """None if the plan is right and no rota is fairer, otherwise what is wrong."""
    try:
        base, able = books(ledger)
        hosts, proof = {o["date"]: o["host"] for o in plan["assignments"]}, plan["certificate"]
        if len(hosts) != len(plan["assignments"]) or set(hosts) != set(able):
            return "The dates of the plan are not the dates to plan."
        for day, host in sorted(hosts.items()):
            if host not in (able[day] or [None]):
                return f"{day}: the host is {host}, but must be one of {able[day] or 'nobody'}."
        cost = largest = Fraction(0)
        for who, account in base.items():
            hosted = accumulate(hosts.get(day) == who for day in account)
            for value, turns in zip(account.values(), hosted, strict=True):
                largest = max(largest, abs(value + turns))
                cost += (value + turns) ** 2 - value**2
        if not largest == Fraction(plan["max_deviation"]) == Fraction(proof["distance"]):
            return f"The largest distance is {largest}, not {plan['max_deviation']}."
        if largest and not proves_least(proof["smaller"], base, able, largest):
            return f"The certificate does not prove that nothing below {largest} is possible."
        if bound(proof["squares"], base, able, largest) != cost:
            return "The certificate does not prove that the squares add up to the least."
        return None
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        return f"The plan cannot be read: {error!r}."


def books(ledger: dict) -> tuple[dict, dict]:
    """Hosted less share by member and date, without planned turns; who can host each date."""
    held, fixed = ({m["date"]: m["host"] for m in ledger.get(k, [])} for k in ("held", "fixed"))
    dates = sorted([*held, *fixed, *ledger.get("to_plan", [])])
    members = {m["id"]: m for m in sorted(ledger["members"], key=lambda m: m["joined"])}
    heirs = [old for m in members.values() for old in set(m.get("follows", []))]
    spans = [ledger.get(k, []) for k in ("pauses", "unavailable")]
    grace = ledger.get("grace_meetings", 1)
    met = {who: 0 if [m["joined"]] > dates[:1] else grace for who, m in members.items()}
    base: dict = {who: {} for who in members}
    able, balance, settled = dict[str, list](), dict[str, Fraction](), dict[str, Fraction]()
    for day in dates:
        for who in [w for w, m in members.items() if m["joined"] <= day and w not in balance]:
            old = set(members[who].get("follows", []))  # heirs share its balance equally
            settled[who] = sum((settled[o] / heirs.count(o) for o in old), Fraction())
            balance[who] = settled[who]
        paused, away = ({s["member"] for s in x if s["from"] <= day <= s["to"]} for x in spans)
        here = [w for w in balance if day < (members[w].get("left") or "9999-99")]
        duty = [w for w in here if met[w] >= grace and w not in paused]
        met.update({w: met[w] + 1 for w in here})
        host = held.get(day, fixed.get(day))
        for book in (balance, settled) if host else (balance,):
            if day not in held or host in here:
                book.update({w: book[w] - Fraction(1, len(duty)) for w in duty})
                book.update({host: book[host] + 1} if host else {})
        for who in here if day not in held else ():
            base[who][day] = balance[who]
        able |= {} if day in {**held, **fixed} else {day: sorted({*duty} - away)}
    return base, able


def windows(account: dict, limit: Fraction, below: bool) -> tuple[dict, int]:
    """The turns each date may be if distances stay within (or below) limit; the turns due."""
    low = [floor(-limit - v) + 1 if below else ceil(-limit - v) for v in account.values()]
    high = [ceil(limit - v) - 1 if below else floor(limit - v) for v in account.values()]
    low, high = list(accumulate([0, *low], max)), list(accumulate(high[::-1], min))[::-1]
    return {day: range(low[n] + 1, high[n] + 1) for n, day in enumerate(account)}, low[-1]


def proves_least(proof: dict, base: dict, able: dict, limit: Fraction) -> bool:
    if proof["kind"] == "ahead":  # too far ahead even if it never hosts again
        return base[proof["member"]][proof["date"]] >= limit
    may = {who: windows(account, limit, below=True) for who, account in base.items()}
    pairs = {(d, w, k) for d, who in able.items() for w in who for k in may[w][0][d]}
    if proof["kind"] == "meetings":  # dates that need a host, and too few turns for them
        dates = {day for day in proof["dates"] if able[day]}
        return len({(w, k) for day, w, k in pairs if day in dates}) < len(dates)
    turns = {(who, k) for who, k in proof["turns"] if k in range(1, may[who][1] + 1)}
    return len({day for day, who, k in pairs if (who, k) in turns}) < len(turns)


def bound(proof: dict, base: dict, able: dict, limit: Fraction) -> Fraction | None:
    """What no rota within the limit can go below; None if a price is higher than allowed."""
    dates = {day: Fraction(proof["dates"][day]) for day in able if able[day]}
    prices = {(who, k): Fraction(price) for who, k, price in proof["turns"]}
    due = {(w, k) for w in base for k in range(1, windows(base[w], limit, False)[1] + 1)}
    if any(price > 0 and turn not in due for turn, price in prices.items()):
        return None  # only a turn that is due may have a price of its own
    for who, account in base.items():
        tail, may = Fraction(0), windows(account, limit, below=False)[0]
        for left, (day, value) in enumerate(reversed(account.items()), 1):
            tail += 2 * value - 1
            for k in may[day] if who in able.get(day, []) else []:
                if dates[day] + prices.get((who, k), 0) > tail + 2 * k * left:
                    return None
    return sum([*dates.values(), *prices.values()], Fraction())
