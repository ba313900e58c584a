"""Hooks of schemathesis: the calls it makes up get documents and ids that the server can know."""

import base64
import itertools
import os
import uuid

import schemathesis

SENDER = int(os.environ["SENDER_HER_ID"])
RECEIVER = int(os.environ["RECEIVER_HER_ID"])
NUMBERS = itertools.count()
RUN = uuid.uuid4().hex[:8]

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo><Type V="DIALOG_FORESPORSEL" DN="Dialog"/>\
<MIGversion>v1.2 2006-05-24</MIGversion><GenDate>2026-11-24T08:00:00+01:00</GenDate><MsgId>{id}</MsgId>\
<Sender>{sender}</Sender><Receiver>{receiver}</Receiver>\
<Patient><FamilyName>KARAFFEL</FamilyName><GivenName>OVERSIKTLIG</GivenName><Ident><Id>30878199614</Id>\
<TypeId V="FNR" S="2.16.578.1.12.4.1.1.8116" DN="FNR"/></Ident></Patient></MsgInfo>\
<Document><RefDoc><MsgType V="XML" DN="XML-instans"/><Content>\
<Dialogmelding xmlns="http://www.kith.no/xmlstds/dialog/2006-10-11"><Foresporsel>\
<TypeForesp V="1" S="2.16.578.1.12.4.1.1.9152" DN="Helseopplysninger"/><Sporsmal>Tekst</Sporsmal>\
</Foresporsel></Dialogmelding></Content></RefDoc></Document></MsgHead>"""


def party(her_id):
    ident = '<Ident><Id>{}</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></Ident>'
    return (
        "<Organisation><OrganisationName>Virksomhet</OrganisationName>"
        + ident.format(100001)
        + "<Organisation><OrganisationName>Tjeneste</OrganisationName>"
        + ident.format(her_id)
        + "</Organisation></Organisation>"
    )


@schemathesis.hook
def map_body(context, body):
    """Every other document is a sound one."""
    if isinstance(body, dict) and "businessDocument" in body and next(NUMBERS) % 2 == 0:
        text = DOCUMENT.format(
            id=f"{RUN}-{next(NUMBERS)}", sender=party(SENDER), receiver=party(RECEIVER)
        )
        return {
            "businessDocument": base64.b64encode(text.encode()).decode(),
            "contentType": "application/xml",
            "contentTransferEncoding": "base64",
        }
    return body
