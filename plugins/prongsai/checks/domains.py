"""Websites of other agencies in a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from prongsai.checks.rule import Finding, Plain
from prongsai.checks.spots import spots, standing
from prongsai.model import Agency, Site
from prongsai.problems import Message, Place, Position, Source

_CENTRAL = frozenset(
    """
    nacc pacc acoc oag ocsc opdc oic opm spm thaigov egov dga etda onde mdes parliament senate ombudsman ect nhrc
    moi dopa dla dol cdd dpt disaster damrongdhama dt khonthai amphoe mof cgd gprocurement rd treasury customs excise
    bot bb nesdc nesdb nso moe obec vec onec nfe moph anamai ddc dmsc dtam fda hss nhso sso mol dsd doe labour dlpw
    msdhs m-society dop dwf dcy dep moac doae dld fisheries rid ldd cpd cad alro royalrain ricethailand forest dnp
    mnre pcd deqp dwr dgr onep moc dbd dit ditp moi-e diw industry mot doh drr dlt energy dede doeb mfa consular
    moj djop probation correct rlpd oja led royalthaipolice rtp police tcsd ago coj admincourt krisdika
    thaimooc pdpc pdpa bora stat.bora laas elaas e-laas e-plan
    """.split()  # noqa: SIM905  # a list of 130 quoted names would be harder to read and mend
)
_SUFFIXES = (".moi.go.th", ".mof.go.th", ".moe.go.th", ".moph.go.th", ".police.go.th", ".rtp.go.th")


def is_central(host: str) -> bool:
    """Whether a host under .go.th, without www., is of a central agency: `nacc.go.th`, `itas.nacc.go.th`.

    >>> is_central("itas.nacc.go.th"), is_central("muangkun.go.th")
    (True, False)
    """
    inner = host.lower().removesuffix(".go.th")
    return inner in _CENTRAL or inner.rpartition(".")[2] in _CENTRAL or host.lower().endswith(_SUFFIXES)


_HOST = re.compile(r"(?<![a-z0-9.-])(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?![a-z0-9-])", re.IGNORECASE | re.ASCII)


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def _website(agency: Agency) -> str:
    return _bare(urlsplit(agency.website).hostname or "") if agency.website else ""


_MAY_BE_HOST = re.compile("[a-zA-Z0-9-]\\.[a-zA-Z]")


def hosts_named(site: Site) -> Plain:
    """What telling other websites needs of an agency: its own host, its label, and the hosts that are not its own.

    Each host once a record, where it stands first, with what was written and whether it must be some agency's.
    """
    (agency,) = site.agencies
    own = _website(agency)
    found: dict[tuple[str, Place, str], Plain] = {}
    for spot in spots(site).holding(_MAY_BE_HOST):
        for host, shown in ((_bare(match[0]), match[0][:60]) for match in _HOST.finditer(spot.text)):
            if own and (host == own or host.endswith("." + own) or own.endswith("." + host)):
                continue
            path = spot.source.path
            record = (path, spot.place[:1] if "disclosures.yml" in path else (), host)
            if record not in found:
                found[record] = (*standing(spot), host, shown, host.endswith(".go.th") and not is_central(host))
    return own, agency.label, tuple(found.values())


def name_other_domain(seen: Sequence[Any]) -> Iterator[Finding]:
    """A record names the website of another agency.

    ไทย: ข้อความหรือลิงก์มีเว็บไซต์ .go.th ที่ไม่ใช่ของหน่วยงานและไม่ใช่ส่วนกลาง
    ทำไม: ผู้ตรวจเปิดแล้วพบเว็บไซต์ของที่อื่น หลักฐานจึงใช้ไม่ได้
    ตัวอย่าง: อบต.บ้านแหลม เขียนช่องทางรับฟังความคิดเห็นเป็น https://Muangkun.go.th
    แก้: ใส่ที่อยู่เว็บไซต์ของหน่วยงาน และกรอก website: ใน agency.yml

    Why: The assessor opens the address and finds another agency's site.
    Remedy: Write the own address, and fill website: in agency.yml.
    """
    labels = {own: label for own, label, _ in seen if own}
    for own, label, hosts in seen:
        known = f" ({own})" if own else ""
        for path, place, line, column, host, shown, local in hosts:
            of = labels.get(host)
            if of is None and not local:
                continue
            whose, whose_en = (f"ของ{of}", f"of {of}") if of is not None else ("ที่ไม่รู้ว่าของใคร", "of an unknown owner")
            th, en = f"ไม่ใช่ของ{label}{known} แก้ที่อยู่ให้ถูก", f"not of {label}{known}: correct the address"
            if not own and of is None:
                th = f"ถ้าเป็นของ{label} ใส่ website: ใน agency.yml ถ้าไม่ใช่ แก้ที่อยู่ให้ถูก"
                en = f"if it is that of {label}, fill in website: in agency.yml, else correct the address"
            yield Finding(
                Source(path, {place: Position(line, column)}),
                place,
                Message(f"“{shown}” เป็นเว็บไซต์{whose} {th}", f"“{shown}” is a website {whose_en}, {en}"),
            )
