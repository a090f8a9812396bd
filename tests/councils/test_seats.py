from hub.cache import begin_request, end_request
from network.councils.models import Council
from network.councils.seats import seat_of


def test_each_council_of_a_network_has_its_own_seat(network):
    slugs = list(network.councils.values_list("slug", flat=True))
    assert {seat_of(slug).place for slug in slugs} == set(range(len(slugs)))
    assert seat_of("birmingham").place == 0


def test_a_council_outside_every_network_has_no_seat(network):
    Council.objects.create(slug="kent", name="Kent County Council", short_name="Kent")
    assert seat_of("kent") is None
    assert seat_of("") is None


def test_seats_cost_one_query_for_a_whole_page(network, django_assert_num_queries):
    begin_request()
    with django_assert_num_queries(2):  # how far the councils have come, and their seats
        for slug in ("dudley", "walsall", "dudley", "kent"):
            seat_of(slug)
    end_request()
