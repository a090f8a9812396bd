"""What this room holds about one person, for her to take away. Keys themselves are not kept."""

from typing import Any

from network.people.models import User


def searches_of(user: User) -> dict[str, Any]:
    return {
        "saved searches": [
            {"name": one.name, "search": one.address, "mail": one.get_often_display()}
            for one in user.saved_searches.all()
        ],
        "keys for programs": [
            {"name": one.name, "made": one.created_at, "last used": one.last_used}
            for one in user.api_tokens.all()
        ],
    }
