"""The admin's site: Django's own, without anything of a person's in it."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.db.models import Count, Min, Model, Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django.template.response import TemplateResponse

from fithub.config.operators.access import with_session
from fithub.core.dispatch import revive
from fithub.core.models import Dispatch
from fithub.core.ownership import dispatching
from fithub.jobs.models import DeadLetter
from fithub.sources.models import HeldBack, Import


class OperatorsSite(AdminSite):
    """Its views, and no others, have a session."""

    site_header = site_title = "FitHub, for operators"
    index_title = "How it runs"
    index_template = "admin/operators_index.html"
    enable_nav_sidebar = False

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """The view, for operators only."""
        return with_session(super().admin_view(view, cacheable))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Come in."""
        return with_session(super().login)(request, extra_context)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What there is, and how long the queues are."""
        return super().index(request, {"queues": queues(), **(extra_context or {})})


site = OperatorsSite()


def queues() -> list[dict[str, Any]]:
    """By queue and kind: how many jobs are unfinished, how many are dead letters, and when the first is to be sent again."""
    with dispatching():
        counted = (
            Dispatch.objects.values("queue", "kind")
            .annotate(
                unfinished=Count("job_id", filter=Q(due_at__isnull=False)),
                dead=Count("job_id", filter=Q(due_at=None)),
                due=Min("due_at"),
            )
            .order_by("queue", "kind")
        )
        return [dict(each) for each in counted]


class Looking(admin.ModelAdmin):  # type: ignore[type-arg]  # it takes none at run time
    """Rows to look at; nothing is made, changed or deleted by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(DeadLetter, site=site)
class DeadLetters(Looking):
    """Jobs that failed for no fault of their person's."""

    list_display = ("at", "kind", "queue", "error", "attempts", "job_id", "resolved_at")
    list_filter = ("kind", "queue", ("resolved_at", admin.EmptyFieldListFilter))
    fields = ("at", "kind", "queue", "error", "attempts", "job_id", "resolved_at")
    ordering = ("-at",)
    actions = ("do_anew", "resolve")

    @admin.action(description="Do the job anew", permissions=["view"])
    def do_anew(self, request: HttpRequest, letters: QuerySet[DeadLetter]) -> None:
        """Begin the jobs as if they had never been tried."""
        begun = [letter.pk for letter in letters.filter(resolved_at=None) if revive(letter.job_id)]
        DeadLetter.objects.filter(pk__in=begun).update(resolved_at=Now())
        self.message_user(request, f"{len(begun)} begun anew.", messages.SUCCESS if begun else messages.WARNING)

    @admin.action(description="Nothing more is to be done", permissions=["view"])
    def resolve(self, request: HttpRequest, letters: QuerySet[DeadLetter]) -> None:
        """Put the letters away; their jobs stay failed."""
        self.message_user(request, f"{letters.filter(resolved_at=None).update(resolved_at=Now())} put away.")


@admin.register(Import, site=site)
class Imports(Looking):
    """Imports of food data."""

    list_display = ("kind", "name", "started_at", "finished_at", "counts")
    ordering = ("-started_at",)


@admin.register(HeldBack, site=site)
class HeldBacks(Looking):
    """Products that are not believed."""

    list_display = ("source", "ref", "name", "brand", "reasons", "released_at")
    list_filter = ("source", ("released_at", admin.EmptyFieldListFilter))
    search_fields = ("ref", "name", "brand")
    show_full_result_count = False
