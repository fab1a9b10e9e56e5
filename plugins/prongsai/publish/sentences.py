"""What a publication says when it stops: what readers see now, and how to go on."""

from __future__ import annotations

from prongsai.problems import Message
from prongsai.publish.told import PublishError

_SHOWN = 10

UNTOUCHED = Message(
    "เว็บเดิมยังครบทุกไฟล์ ไม่มีหน้าใดเปลี่ยน สั่งคำสั่งเดิมอีกครั้งเพื่อทำต่อจากที่ค้าง",
    "The website is as it was, no page has changed. Run the same command again to go on from here.",
)
HALFWAY = Message(
    "ไฟล์ใหม่ไปถึงครบแล้ว แต่บางหน้ายังเป็นหน้าเดิม สั่งคำสั่งเดิมอีกครั้งเพื่อทำให้เสร็จ",
    "All new files have arrived, but some pages are still the old ones. Run the same command again to finish.",
)


def _names(paths: list[str]) -> str:
    more = f" … (+{len(paths) - _SHOWN})" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more


def not_ours(shown: str, paths: list[str]) -> PublishError:
    """A target that holds files of others."""
    return PublishError(
        Message(
            f"{shown} มีไฟล์อยู่แล้ว {len(paths)} ไฟล์ที่ prongsai ไม่ได้วาง: {_names(paths)}\n"
            "ตรวจว่าโฟลเดอร์ปลายทางถูก ถ้าถูกแล้วให้สั่งพร้อม --first ไฟล์เหล่านั้นจะอยู่ต่อ เว้นแต่ชื่อตรงกับไฟล์ของเว็บนี้ "
            "(ดูก่อนด้วย --first --dry-run)",
            f"{shown} holds {len(paths)} files that prongsai did not put there: {_names(paths)}\n"
            "See that this is the right folder; if it is, add --first: those files stay, but for any with the name of "
            "a file of this site (--first --dry-run shows them)",
        )
    )


def overwrites(shown: str, paths: list[str]) -> PublishError:
    """New files that would take the place of files of others."""
    return PublishError(
        Message(
            f"{shown} มีไฟล์ที่ prongsai ไม่ได้วาง ชื่อตรงกับไฟล์ใหม่ของเว็บนี้: {_names(paths)}\n"
            "ย้ายไฟล์เหล่านั้นออก หรือสั่งพร้อม --first เพื่อเขียนทับ",
            f"{shown} holds files that prongsai did not put there, with names of new files of this site: "
            f"{_names(paths)}\nMove them away, or add --first to overwrite them",
        )
    )


def plain(shown: str) -> Message:
    """A target without slots."""
    return Message(
        f"{shown} เคยเผยแพร่แบบไม่มี --releases ใช้โฟลเดอร์ใหม่ที่ว่าง หรือสั่งโดยไม่ใส่ --releases ต่อไป",
        f"{shown} was published to without --releases: use a new, empty folder, or go on without --releases",
    )


def no_releases(shown: str) -> Message:
    """A target in which no version is shown."""
    return Message(
        f"{shown} ไม่มีรุ่นให้ย้อน ใช้ได้กับปลายทางที่เผยแพร่ด้วย --releases เท่านั้น",
        f"{shown} has no releases: only a target that was published to with --releases can be rolled back",
    )


def no_previous(shown: str, number: int) -> Message:
    """A version that came after none that is still there."""
    return Message(
        f"{shown} ไม่มีรุ่นก่อนรุ่นที่ {number} แล้ว ผู้อ่านยังเห็นรุ่นที่ {number}",
        f"{shown} has no version before number {number}: readers go on seeing number {number}",
    )
