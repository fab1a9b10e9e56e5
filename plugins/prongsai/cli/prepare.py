"""`prongsai ready` and `prongsai links`: what to mend before filing, and which outside addresses still work."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import SplitResult

import click

from prongsai.build import gather
from prongsai.checks.addresses import is_home_page, web_parts
from prongsai.cli.options import DataDir, DataOption, report_of
from prongsai.linkcheck import (
    addresses,
    by_outcome,
    check_links,
    read_ledger,
    write_ledger,
)
from prongsai.load import load_site
from prongsai.outside import Entry, Manners, Outcome
from prongsai.ready import make_ready, publishing_folder, ready_html, ready_text
from prongsai.words import load_words


@click.command()
@click.argument("agency")
@click.argument("year", type=int)
@DataOption
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="เขียนเป็น HTML ไฟล์เดียว นอก site/")
def ready(agency: str, year: int, data: Path, page: Path | None) -> None:
    """รายการตรวจก่อนยื่นของหน่วยงานหนึ่งในปีหนึ่ง เช่น prongsai ready sing 2568

    \b
    บอกรายข้อ OIT และรายมาตรการว่ามีอะไรแล้ว ต้องทำอะไร ส่วนราชการใดรับผิดชอบ และคะแนนที่เสี่ยง
    รายการนี้ใช้ภายใน จึงไม่เขียนลงในโฟลเดอร์ที่จะเผยแพร่

    The officer's list before filing: what is there, what is missing, by department, with the score at stake.
    """
    words = load_words()["ready"]
    gathered = gather(data)
    found, report = report_of(gathered.site, agency, year)
    listed = make_ready(found, report, gathered.problems)
    if page is None:
        click.echo(ready_text(listed))
        return
    folder = publishing_folder(page, data)
    if folder:
        raise click.UsageError(words["publishes"].format(folder=folder.name))
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(ready_html(listed), encoding="utf-8", newline="\n")
    click.echo(words["written"].format(file=page), err=True)


@click.command()
@DataDir
@click.option(
    "--ledger",
    default=".prongsai/links.json",
    type=click.Path(dir_okay=False, path_type=Path),
    help="ไฟล์ที่จำผลของแต่ละที่อยู่ (ปกติคือ .prongsai/links.json)",
)
@click.option("--again", is_flag=True, help="ถามทุกที่อยู่ใหม่ แม้เพิ่งถามไปในวันเดียวกัน")
@click.option("--delay", type=click.FloatRange(0, 60), default=1.0, help="เว้นกี่วินาทีระหว่างคำถามถึงเว็บเดียวกัน")
@click.option("--timeout", type=click.FloatRange(1, 120), default=15.0, help="รอคำตอบไม่เกินกี่วินาที")
@click.option("--allow-private", is_flag=True, help="ถามเครื่องนี้และเครือข่ายภายในด้วย")
def links(data: Path, ledger: Path, again: bool, delay: float, timeout: float, allow_private: bool) -> None:
    """ถามที่อยู่เว็บภายนอกทุกแห่งในข้อมูลว่ายังเปิดได้หรือไม่ แล้วจำไว้

    \b
    ผลมีสามอย่าง: ใช้ได้, เสีย (404 หรือ 410), บอกไม่ได้ (ไม่ตอบ ให้เข้าสู่ระบบ หรือปฏิเสธ)
    ถามเว็บเดียวกันทีละครั้ง ที่อยู่ที่ถามแล้วในวันเดียวกันไม่ถามซ้ำ ผลไม่หยุดการสร้างเว็บ (จบด้วยรหัส 0 เสมอ)

    Ask every outside address politely, keep a ledger (last seen, hash), report, and block nothing.
    """
    words = load_words()["links"]
    site, _ = load_site(data)
    cites = addresses(site)
    known = read_ledger(ledger)
    asked, lock = 0, threading.Lock()

    def tell(address: str, entry: Entry) -> None:
        nonlocal asked
        with lock:  # hosts are asked side by side
            asked += 1
            outcome = words["outcomes"][entry.outcome.value]
            click.echo(words["asking"].format(done=asked, total=len(cites), outcome=outcome, address=address), err=True)

    keep = timedelta(0) if again else Manners().keep
    manners = Manners(delay=delay, timeout=timeout, keep=keep, allow_private=allow_private)
    known = check_links(cites, known, manners, now=datetime.now(UTC), told=tell)
    write_ledger(ledger, known)
    for address, entry in by_outcome(known, cites):
        for sentence in _sentences(address, entry):
            for source, place in cites[address]:
                position = source.position(place)
                click.echo(f"{source.path}:{position.line}:{position.column}: {sentence}")
    outcomes = [known[address].outcome for address in cites]
    counts = {
        "works": outcomes.count(Outcome.WORKS),
        "broken": outcomes.count(Outcome.BROKEN),
        "unknown": outcomes.count(Outcome.UNKNOWN),
    }
    click.echo(words["summary"].format(total=len(cites), ledger=ledger.as_posix(), **counts), err=True)


def _sentences(address: str, entry: Entry) -> list[str]:
    """What is worth saying of an address; nothing of one that works as before."""
    words = load_words()["links"]
    if entry.outcome is not Outcome.WORKS:
        reason = words["reasons"].get(entry.reason, entry.reason)
        seen = words["seen"].format(when=entry.last_seen) if entry.last_seen else words["never"]
        outcome = words["outcomes"][entry.outcome.value]
        return [words["found"].format(outcome=outcome, address=address, reason=reason, seen=seen)]
    parts, asked = web_parts(entry.moved_to or ""), web_parts(address)
    said = [words["to_home"].format(address=address)] if parts and asked and _lost(parts, asked) else []
    return [*said, words["changed"].format(address=address)] if entry.changed else said


def _lost(ended: SplitResult, asked: SplitResult) -> bool:
    """Whether a page was asked for and the site's front page came: the usual end of a page that was taken away."""
    return is_home_page(ended) and not is_home_page(asked)
