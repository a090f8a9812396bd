import pytest

from network.escalations.states import (
    HELD_BY,
    LABELS,
    MOVES,
    WHAT_NEXT,
    Part,
    State,
    may,
    moves_for,
    step_of,
    why_not,
)


@pytest.mark.parametrize("state", State)
def test_every_state_has_plain_words_a_holder_and_a_next_step(state):
    assert LABELS[state] and HELD_BY[state] and WHAT_NEXT[state].endswith(".")


def test_every_state_but_draft_can_be_reached():
    reached = {move.to for move in MOVES.values() if move.to}
    assert reached == set(State) - {State.DRAFT}


@pytest.mark.parametrize("state", sorted(set(State) - {State.CLOSED}))
def test_somebody_can_always_move_it_on(state):
    assert moves_for(state, set(Part))


def test_the_chair_may_send_up_and_nobody_else():
    assert may("send_up", State.CHAIR, {Part.CHAIR})
    for part in set(Part) - {Part.CHAIR}:
        assert not may("send_up", State.CHAIR, {part})


def test_a_signature_may_be_withdrawn_only_until_it_goes_up():
    assert may("unsign", State.CHAIR, {Part.SIGNATORY})
    assert not may("unsign", State.ADASS, {Part.SIGNATORY})


def test_the_wrong_person_is_told_who_could():
    assert (
        why_not("send_up", State.CHAIR, {Part.RAISER})
        == "Only the chair of the network can do this."
    )
    assert why_not("publish", State.ADASS, {Part.CHAIR}) == "Only an ADASS manager can do this."
    assert "moved on" in why_not("send_up", State.ADASS, {Part.CHAIR})
    assert why_not("send_up", State.CHAIR, {Part.CHAIR}) == ""


@pytest.mark.parametrize("verb", MOVES)
def test_a_refusal_is_always_a_sentence(verb):
    for state in State:
        assert why_not(verb, state, set()).endswith(".")


def test_a_waiting_issue_stands_with_whoever_asked():
    assert step_of(State.WAITING, State.CHAIR) is State.CHAIR
    assert step_of(State.WAITING) is State.ADASS
    assert step_of(State.ANSWERED) is State.ANSWERED
