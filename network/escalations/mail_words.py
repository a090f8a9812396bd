"""The words of each letter about an issue: subject, then paragraphs."""

from network.escalations.states import gettext_noop as _

WORDS = {
    "with_chair": (
        _("Issue %(pk)s is with you: %(title)s"),
        [
            _("%(why)s"),
            _("Please send it to ADASS, answer it, ask for more, merge it or decline it."),
        ],
    ),
    "deputy_triage": (
        _("Issue %(pk)s has been with the chair for %(days)s working days"),
        [_("“%(title)s” still waits to be read. As deputy you can deal with it too.")],
    ),
    "for_adass": (
        _("Issue %(pk)s was sent to ADASS: %(title)s"),
        [_("Councils that stand behind it: %(councils)s. An answer is due by %(due)s.")],
    ),
    "gone_up": (
        _("Issue %(pk)s is now with ADASS: %(title)s"),
        [_("The chair sent it up. An answer is due by %(due)s.")],
    ),
    "asked": (
        _("A question about issue %(pk)s: %(title)s"),
        [_("It waits until one of you replies."), _("%(asker)s asks:")],
    ),
    "replied": (
        _("A reply about issue %(pk)s: %(title)s"),
        [_("Your question has been answered, and the issue is with you again.")],
    ),
    "answered": (
        _("The answer to issue %(pk)s: %(title)s"),
        [
            _("The answer is: %(outcome)s."),
            _("%(when)s we will ask each council that signed whether it worked."),
        ],
    ),
    "answered_all": (
        _("The answer to issue %(pk)s: %(title)s"),
        [_("Your network asked, and this is the answer: %(outcome)s.")],
    ),
    "closed": (
        _("Issue %(pk)s was closed: %(title)s"),
        [_("%(why)s")],
    ),
    "handed_over": (
        _("Issue %(pk)s was handed to you: %(title)s"),
        [_("%(giver)s asks you to take it from here.")],
    ),
    "check": (
        _("Did it work? Issue %(pk)s: %(title)s"),
        [
            _("The answer came on %(day)s. Has anything changed since?"),
            _("Follow the link and choose yes, partly or no. You can add one line."),
        ],
    ),
    "noes": (
        _("Issue %(pk)s did not work for %(count)s of those who asked: %(title)s"),
        [_("It can be opened again. Its history stays with it.")],
    ),
    "reopened": (
        _("Issue %(pk)s was opened again: %(title)s"),
        [_("The reason given:")],
    ),
    "nudge_before": (
        _("Issue %(pk)s is due on %(due)s: %(title)s"),
        [_("Working days left: %(days)s.")],
    ),
    "nudge_due": (
        _("Issue %(pk)s is due today: %(title)s"),
        [_("Today is the last of its working days.")],
    ),
    "nudge_after": (
        _("Issue %(pk)s is late: %(title)s"),
        [_("It was due on %(due)s. Those who asked are waiting to hear.")],
    ),
    "nudge_deputy": (
        _("Issue %(pk)s is late, and you are the deputy: %(title)s"),
        [_("It was due on %(due)s. Please talk to whoever holds it, or take it yourself.")],
    ),
    "nudge_told": (
        _("People wait to be told the answer to issue %(pk)s: %(title)s"),
        [_("To be told by phone, text or post, and not ticked off by anybody yet: %(count)s.")],
    ),
    "nudge_gathering": (
        _("Issue %(pk)s still gathers signatures: %(title)s"),
        [
            _("Councils that have signed: %(signed)s. Needed: %(needed)s."),
            _("Tell others about it at the next meeting, or ask the chair to let it pass."),
        ],
    ),
    "passed_on": (
        _("Issue %(pk)s is now yours: %(title)s"),
        [_("The person who raised it has left, so it passes to you as your council’s lead.")],
    ),
}
