"""School holidays as spreadsheets save them: read, or refused row by row in a sentence."""

from datetime import date
from pathlib import Path

import pytest

from network.meetings.models import SchoolHoliday
from network.meetings.school_holidays import import_holidays

ROW = "dudley,Half term,2027-10-25,2027-10-29"
HARD = Path(__file__).parents[1] / "practices" / "importing" / "hard_files"


@pytest.mark.parametrize(
    "content",
    [
        (HARD / "c01-cr-only.csv").read_bytes(),
        (HARD / "c03-uk-dates.csv").read_bytes(),
        f"council,name,first,last\r\n{ROW}\r\n".encode(),
        f"Council, NAME ,First,LAST\n{ROW}\n".encode(),
        f"\n,,,\ncouncil,name,first,last\n\n,,,\n{ROW}\n\n".encode(),
        f"council,name,first,last\n{ROW}\n".encode("utf-16"),
        f"council,name,first,last\n{ROW}\n".encode("utf-16-le"),
        f"\ufeffcouncil,name,first,last\n{ROW}\n".encode(),
        f"council,name,first,last\n{ROW}\n".replace(",", "\t").encode("utf-16"),
        f"council,name,first,last\n{ROW}\n".replace(",", ";").encode(),
        b"council,name,first,last\ndudley,Half term,25 October 2027,Fri 29 Oct 2027\n",
        b"council,name,first,last\ndudley,Half term,25/10/2027 00:00,29th October 2027\n",
        b"name,last,first,council\nHalf term,29-Oct-27,25-Oct-27,DUDLEY\n",
    ],
)
def test_every_way_in_which_spreadsheets_save_it_is_read(network, content):
    report = import_holidays(content, network)
    assert (report.created, report.errors) == (1, [])
    held = SchoolHoliday.objects.get()
    assert (held.name, held.first, held.last) == (
        "Half term",
        date(2027, 10, 25),
        date(2027, 10, 29),
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("dudley,x,31/02/2027,1/3/2027", "Row 2, first: “31/02/2027” is not a date"),
        ("dudley,x,10/25/2027,29/10/2027", "Row 2, first: “10/25/2027” is not a date"),
        ("dudley,x,2027-10-29,2027-10-25", "Row 2, last: it ends before it starts."),
        ("nowhere,x,2027-10-25,2027-10-29", "Row 2, council: there is no “nowhere”"),
        ("dudley", "Row 2, first: “” is not a date"),
        (f"dudley,{'x' * 200_000},2027-10-25,2027-10-29", "Row 2 cannot be read"),
    ],
)
def test_a_row_that_is_wrong_is_refused_and_the_next_is_read(network, row, sentence):
    report = import_holidays(f"council,name,first,last\n{row}\n{ROW}\n".encode(), network)
    assert report.created == 1
    assert len(report.errors) == 1 and sentence in report.errors[0]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe", b"\x00\x01\x02", b'"', b"a,b\n1,2"])
def test_what_is_no_such_table_is_said(network, content):
    report = import_holidays(content, network)
    assert report.created == 0 and "lacks these columns" in report.errors[0]
