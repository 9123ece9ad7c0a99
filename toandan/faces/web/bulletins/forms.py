"""Forms of bulletins: the day of a new one, and the officer's words (biểu mẫu bản tin)."""

from collections.abc import Iterator, Mapping
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from toandan.command.campaign import labels
from toandan.command.campaign.words import LANGUAGES, Remarks, Section
from toandan.faces.web.frame.fields import DayField

_TONGUES = {"vi": _("in Vietnamese"), "en": _("in English")}


class DayForm(forms.Form):
    """The day a new bulletin is about."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    day = DayField(label=_("Figures at the end of"))


class WordsForm(forms.Form):
    """The officer's words, one field a section and language; the room's operation decides whether they may stand."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        for section in Section:
            for language in LANGUAGES:
                self.fields[f"{section}_{language}"] = forms.CharField(
                    label=f"{labels.SECTIONS[section]} ({_TONGUES[language]})",
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 3, "lang": language}),
                )

    def pairs(self) -> Iterator[tuple[forms.BoundField, ...]]:
        """Yield the fields of each section side by side, one language beside the other."""
        for section in Section:
            yield tuple(self[f"{section}_{language}"] for language in LANGUAGES)

    def remarks(self) -> dict[str, dict[str, str]]:
        """Return what was written, by section and language."""
        return {
            section.value: {language: str(self.cleaned_data[f"{section}_{language}"]) for language in LANGUAGES}
            for section in Section
        }


def written(remarks: Remarks, version: int) -> Mapping[str, object]:
    """Return what the form shows of the words as they stand."""
    said = {f"{section}_{language}": text for section, by in remarks.items() for language, text in by.items()}
    return said | {"version": version}
