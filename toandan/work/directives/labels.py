"""The words of directives for people, in both languages (nhãn)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.work.directives.words import AttachmentKind, DirectiveState, DirectiveVerb, MeetingState, MemberRole

Text = Promise | str

STATES: Mapping[DirectiveState, Text] = {
    DirectiveState.DRAFTED: _("Drafted"),
    DirectiveState.PROPOSED: _("Proposed"),
    DirectiveState.ISSUED: _("Issued"),
    DirectiveState.ACKNOWLEDGED: _("Acknowledged"),
    DirectiveState.REPORTED: _("Reported back"),
    DirectiveState.CLOSED: _("Closed"),
    DirectiveState.WITHDRAWN: _("Withdrawn"),
}
TAGS: Mapping[DirectiveState, str] = {
    DirectiveState.DRAFTED: "plain",
    DirectiveState.PROPOSED: "watch",
    DirectiveState.ISSUED: "watch",
    DirectiveState.ACKNOWLEDGED: "watch",
    DirectiveState.REPORTED: "done",
    DirectiveState.CLOSED: "done",
    DirectiveState.WITHDRAWN: "plain",
}
"""How each state is coloured; the word stands beside the colour."""

VERBS: Mapping[DirectiveVerb, Text] = {
    DirectiveVerb.DRAWN_UP: _("The draft was drawn up"),
    DirectiveVerb.CHANGED: _("The draft was changed"),
    DirectiveVerb.PROPOSED: _("Proposed to the issuer"),
    DirectiveVerb.SENT_BACK: _("Sent back to the drafter"),
    DirectiveVerb.ISSUED: _("Issued"),
    DirectiveVerb.ACKNOWLEDGED: _("Acknowledged"),
    DirectiveVerb.ANSWERED: _("Reported on tasks"),
    DirectiveVerb.RETURNED: _("The report was returned"),
    DirectiveVerb.CLOSED: _("Closed"),
    DirectiveVerb.WITHDRAWN: _("Withdrawn"),
    DirectiveVerb.REMINDED: _("Reminded"),
    DirectiveVerb.ESCALATED: _("Taken to the next level"),
    DirectiveVerb.ATTACHED: _("A file was attached"),
    DirectiveVerb.LED: _("It went over to the unit that took this one's place"),
}
ATTACHMENTS: Mapping[AttachmentKind, Text] = {
    AttachmentKind.ORIGINAL: _("Scanned original"),
    AttachmentKind.ANNEX: _("Annex"),
    AttachmentKind.REPORT: _("With the report"),
}
ROLES: Mapping[MemberRole, Text] = {
    MemberRole.HEAD: _("Head"),
    MemberRole.DEPUTY: _("Deputy head"),
    MemberRole.STANDING: _("Standing member"),
    MemberRole.MEMBER: _("Member"),
    MemberRole.SECRETARY: _("Secretary"),
}
MEETINGS: Mapping[MeetingState, Text] = {
    MeetingState.CALLED: _("Called"),
    MeetingState.HELD: _("Held"),
}
