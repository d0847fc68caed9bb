"""Is this process alive, and may it be sent requests."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, JsonResponse
from psycopg_pool import PoolTimeout
from redis import Redis
from redis.exceptions import RedisError


async def alive(request: HttpRequest) -> JsonResponse:
    """200 while this process answers at all."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """200 when requests can be served. Redis is reported and not required: losing it costs speed only."""
    checks = {"database": _database(), "redis": _redis()}
    return JsonResponse({"checks": checks}, status=200 if checks["database"] == "ok" else 503)


def _database() -> str:
    """Reachable, migrated, and met as a role that row-level security holds: as any other, nobody is served."""
    try:
        loader = MigrationLoader(connection)
        missing = set(loader.graph.nodes) - set(loader.applied_migrations)
        if missing:
            return f"{len(missing)} migrations are missing"
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            return "the role passes row-level security by" if cursor.fetchone() == (True,) else "ok"
    except (DatabaseError, PoolTimeout) as error:
        return type(error).__name__


def _redis() -> str:
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5) as redis:
            redis.ping()
        return "ok"
    except RedisError as error:
        return type(error).__name__
