"""Sessions in the database, as Django keeps them, read without working the query out anew."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connections, router
from django.utils import timezone

READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Every page of everybody signed in asks for one row; Django takes longer to say so than SQLite
    to find it."""

    def load(self) -> dict[str, Any]:
        connection = connections[router.db_for_read(Session)]
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key, now])
            row = cursor.fetchone()
        return self.decode(row[0]) if row else super().load()
