"""A council's word on another's note: one small form."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hub.ui.form_fields import choice_field, posted
from network.people.views.decorators import SignedInRequest
from practices.adoptions import services
from practices.adoptions.services import may_adopt
from practices.models import Adoption, PracticeNotePage
from practices.personal_data_form import Careful


class AdoptionForm(Careful):
    careful_of = ("line",)
    field_order = ["how", "line", "sure"]

    class Meta:
        model = Adoption
        fields = ["how", "line"]
        widgets = {"how": forms.RadioSelect}
        help_texts = {
            "line": gettext_lazy("What is different with you, what came of it, or why you stopped.")
        }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def we_do_this(request: SignedInRequest, pk: int) -> HttpResponse:
    note = get_object_or_404(
        PracticeNotePage.objects.visible_to(request.user).select_related("council", "owner"), pk=pk
    )
    if not may_adopt(request.user, note):
        raise PermissionDenied(_("Leads and colleagues of other councils can say so here."))
    before = Adoption.objects.filter(note=note, council=request.user.council_id).first()
    if request.method == "POST" and "back" in request.POST:
        services.take_back(note, request.user)
        messages.success(request, _("Taken back."))
        return redirect(note.address)
    form = AdoptionForm(posted(request), instance=before)
    choice_field(form, "how").choices = Adoption.How.choices  # without an empty one
    if request.method == "POST" and form.is_valid():
        services.say(note, request.user, form.cleaned_data["how"], form.cleaned_data["line"])
        messages.success(request, _("Thank you. Others see it below the note."))
        return redirect(note.address)
    context = {"note": note, "form": form, "before": before, "council": request.user.council}
    return render(request, "practices/adoptions/we_do_this.html", context)
