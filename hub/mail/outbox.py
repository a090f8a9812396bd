"""Writing a message: text and HTML from templates, one row for each person."""

from collections.abc import Mapping, Sequence
from email.mime.base import MIMEBase
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from hub.mail.delivery import KIND_HEADER, SECRET_HEADER, THREAD_HEADER, keep
from hub.mail.models import Message

Attachment = MIMEBase | tuple[str, bytes | str, str]


def post(
    to: Sequence[str],
    subject: str,
    template: str,
    context: Mapping[str, Any],
    *,
    thread: str = "",
    secret: bool = False,
    notice_url: str = "",
    reply_to: Sequence[str] = (),
    attachments: Sequence[Attachment] = (),
    alternatives: Sequence[tuple[str | bytes, str]] = (),
) -> list[Message]:
    """Put a message in the outbox, one row an address, so that nobody sees who else got it.

    `template` names two files without their ending: `<template>.txt` and `<template>.html`; the
    outbox calls the message by its last part, and shows administrators neither subject nor words.
    `thread`: messages to one address in one thread leave in the order they were posted.
    `secret`: it holds a code or a link to sign in: it goes before all others, and its words are
    wiped once it has left. `notice_url`: address to stop such notices; sent as List-Unsubscribe
    and given to the templates as `notice_url`. `alternatives`: (content, MIME type with parameters), for example
    a calendar part. Call it inside the transaction that makes the message true.
    """
    shared = {"hub_name": settings.HUB_NAME, "hub_url": settings.HUB_URL, "notice_url": notice_url}
    words = shared | dict(context)
    text = render_to_string(f"{template}.txt", words)
    html = render_to_string(f"{template}.html", words)
    headers = {"List-Unsubscribe": f"<{notice_url}>"} if notice_url else {}
    headers[KIND_HEADER] = template.rsplit("/", 1)[-1].replace("_", " ")
    headers |= {SECRET_HEADER: "yes"} if secret else {}
    posted = []
    for address in dict.fromkeys(to):
        message = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=text,
            to=[address],
            reply_to=list(reply_to) or None,
            headers=headers | ({THREAD_HEADER: f"{thread} {address}"} if thread else {}),
        )
        message.attach_alternative(html, "text/html")
        for content, mimetype in alternatives:
            message.attach_alternative(content, mimetype)
        for attachment in attachments:
            message.attach(*attachment) if isinstance(attachment, tuple) else message.attach(
                attachment
            )
        posted.append(keep(message))
    return posted
