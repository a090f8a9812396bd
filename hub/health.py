"""Is the hub alive, and is it ready for work?"""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse


def live(request: HttpRequest) -> HttpResponse:
    """Answers while the process runs. Touches nothing: also the empty view of the benchmark."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is migrated, else 503."""
    is_ready = database_answers() and is_migrated()
    return JsonResponse({"ready": is_ready}, status=200 if is_ready else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def is_migrated() -> bool:
    """Read from the migrations once; a process that has seen them all applied asks no more."""
    if not _seen_migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _seen_migrated.append(True)
    return True


_seen_migrated: list[bool] = []
