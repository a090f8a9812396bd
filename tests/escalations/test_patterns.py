from hypothesis import given
from hypothesis import strategies as st

from network.escalations.barrier_occurrences import Sighting, patterns_in

SIGHTINGS = st.lists(
    st.builds(
        Sighting,
        barrier=st.sampled_from(["audit", "legal", ""]),
        subject=st.sampled_from(["topic:fraud", "page:7"]),
        council=st.sampled_from(["dudley", "walsall", "sandwell", "solihull"]),
    ),
    max_size=20,
)


def audit_in(*councils):
    return [Sighting("audit", "topic:fraud", c) for c in councils]


def test_three_councils_with_one_barrier_make_a_pattern():
    (pattern,) = patterns_in(audit_in("dudley", "walsall", "sandwell"))
    assert (pattern.barrier, pattern.subject, pattern.councils) == ("audit", "topic:fraud", 3)


def test_one_council_three_times_is_no_pattern():
    assert patterns_in(audit_in("dudley", "dudley", "dudley")) == []


def test_no_council_is_named_until_it_agrees():
    (pattern,) = patterns_in(audit_in("dudley", "walsall", "sandwell"))
    assert pattern.named == ()
    for name in ("dudley", "walsall", "sandwell"):
        assert name not in repr(pattern)


def test_only_the_council_that_agreed_is_named():
    yes = [("audit", "topic:fraud", "walsall"), ("legal", "topic:fraud", "dudley")]
    (pattern,) = patterns_in(audit_in("dudley", "walsall", "sandwell"), agreed=yes)
    assert pattern.named == ("walsall",)
    assert pattern.asks() == {"dudley", "sandwell"}


@given(SIGHTINGS, st.integers(1, 5))
def test_none_surfaces_below_the_number_asked_for(sightings, least):
    for pattern in patterns_in(sightings, least):
        met = {
            s.council
            for s in sightings
            if (s.barrier, s.subject) == (pattern.barrier, pattern.subject)
        }
        assert pattern.councils == len(met) >= least
        assert pattern.barrier
