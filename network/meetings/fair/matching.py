"""Can every date be somebody's turn, and every due turn have a date? If not, why not.

Both together are possible as soon as each is possible alone (Mendelsohn and Dulmage 1958),
so what cannot be done always has a short witness: dates with too few possible turns, or due
turns with too few dates (Hall 1935). The witness is what the certificate carries.
"""

from network.meetings.fair.windows import Windows

Turn = tuple[int, int]
Witness = tuple[str, list]


def obstacle(windows: Windows) -> Witness | None:
    """None if a rota within the windows exists, else a witness that none does."""
    beyond = windows.beyond_repair()
    if beyond is not None:
        return "ahead", [beyond]
    matching = Matching(windows)
    return matching.cover_dates() or matching.cover_due_turns()


class Matching:
    def __init__(self, windows: Windows):
        self.windows = windows
        self.able = windows.accounts.able
        self.slots = windows.accounts.slots
        self.turn_of: dict[int, Turn] = {}
        self.date_of: dict[Turn, int] = {}

    def cover_dates(self) -> Witness | None:
        self._most_urgent_first()
        for t in self.slots:
            if t not in self.turn_of:
                stuck = self._find_turn_for(t)
                if stuck:
                    return "meetings", sorted(stuck)
        return None

    def cover_due_turns(self) -> Witness | None:
        for turn in self.windows.due_turns():
            if turn not in self.date_of:
                stuck = self._find_date_for(turn)
                if stuck:
                    return "turns", sorted(stuck)
        return None

    def _most_urgent_first(self) -> None:
        """Earliest due turn first: already a whole rota when nobody is unavailable."""
        taken: dict[int, int] = {}
        for t in self.slots:
            best = None
            for i in self.able[t]:
                open_turns = self.windows.turns_at(i, t)
                turn = max(open_turns.start, taken.get(i, 0) + 1)
                if turn < open_turns.stop:
                    key = (self.windows.due(i, turn), i, turn)
                    best = key if best is None or key < best else best
            if best:
                taken[best[1]] = best[2]
                self._pair(t, best[1:])

    def _pair(self, t: int, turn: Turn) -> None:
        self.turn_of[t] = turn
        self.date_of[turn] = t

    def _find_turn_for(self, start: int) -> set[int]:
        """Give `start` a turn, moving others; or return the dates that lack turns."""
        queue, reached = [start], {start}
        came_from: dict[Turn, int] = {}
        for t in queue:
            for i in self.able[t]:
                for k in self.windows.turns_at(i, t):
                    if (i, k) in came_from:
                        continue
                    came_from[i, k] = t
                    owner = self.date_of.get((i, k))
                    if owner is None:
                        self._shift_dates((i, k), came_from, start)
                        return set()
                    if owner not in reached:
                        reached.add(owner)
                        queue.append(owner)
        return reached

    def _shift_dates(self, turn: Turn, came_from: dict[Turn, int], start: int) -> None:
        while True:
            t = came_from[turn]
            before = self.turn_of.get(t)
            self._pair(t, turn)
            if t == start or before is None:
                return
            turn = before

    def _find_date_for(self, start: Turn) -> set[Turn]:
        """Give a due turn a date, pushing out an optional turn; or return what lacks dates."""
        queue, reached = [start], {start}
        came_from: dict[int, Turn] = {}
        for turn in queue:
            for t in self.windows.meetings_for(*turn):
                if t in came_from:
                    continue
                came_from[t] = turn
                owner = self.turn_of[t]
                if self.windows.due(*owner) >= self.windows.accounts.end[owner[0]]:
                    self._shift_turns(t, came_from, start)
                    return set()
                if owner not in reached:
                    reached.add(owner)
                    queue.append(owner)
        return reached

    def _shift_turns(self, t: int, came_from: dict[int, Turn], start: Turn) -> None:
        self.date_of.pop(self.turn_of[t])
        while True:
            turn = came_from[t]
            before = self.date_of.get(turn)
            self._pair(t, turn)
            if turn == start or before is None:
                return
            t = before
