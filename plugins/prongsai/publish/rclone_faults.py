"""What rclone's faults mean, and what to do. Ordered: the first that fits is said."""

from __future__ import annotations

import re
from typing import NamedTuple

from prongsai.problems import Message
from prongsai.publish.rclone_run import without_secrets
from prongsai.publish.told import PublishError


class _Fault(NamedTuple):
    pattern: str
    message: Message
    reached: bool = True
    again: bool = False


_FAULTS = (
    _Fault(
        r"key is unknown",
        Message(
            "ไม่รู้จักกุญแจของเครื่องแม่ข่าย จึงไม่ส่งรหัสผ่านไป ตรวจกับผู้ให้บริการ แล้วเพิ่มกุญแจลงใน known_hosts "
            "ด้วย ssh-keyscan ชื่อเครื่อง >> ไฟล์ที่ตั้งไว้ใน known_hosts_file",
            "the server's host key is unknown, so no password was sent: check it with your host, then add it to the "
            "file named in known_hosts_file (ssh-keyscan HOST >> FILE)",
        ),
        reached=False,
    ),
    _Fault(
        r"key mismatch",
        Message(
            "กุญแจของเครื่องแม่ข่ายไม่ตรงกับที่เคยบันทึก อาจมีผู้ดักกลางทาง จึงหยุด ถามผู้ให้บริการว่าเปลี่ยนกุญแจหรือไม่",
            "the server's host key is not the one known so far, perhaps somebody sits in between: ask your host "
            "whether it was changed",
        ),
        reached=False,
    ),
    _Fault(
        r"unable to authenticate|\b530\b|login incorrect|authentication failed|401 Unauthorized|InvalidAccessKeyId|"
        r"SignatureDoesNotMatch|ssh: no key found|couldn't parse private key|couldn't decrypt",
        Message(
            "เครื่องแม่ข่ายไม่รับชื่อผู้ใช้ รหัสผ่าน หรือกุญแจ ตรวจค่าที่ตั้งให้ rclone (rclone config หรือ RCLONE_CONFIG_…) "
            "รหัสผ่านต้องผ่านคำสั่ง rclone obscure ก่อน",
            "the server refused the user name, password or key: check what rclone was told (rclone config, or "
            "RCLONE_CONFIG_… in the environment); a password must have gone through `rclone obscure`",
        ),
        reached=False,
    ),
    _Fault(
        r"didn't find section in config file|didn't find backend",
        Message(
            "rclone ไม่รู้จักปลายทางนี้ ตั้งค่าก่อนด้วย rclone config หรือใส่ RCLONE_CONFIG_ชื่อ_TYPE และค่าอื่นในตัวแปรสภาพแวดล้อม",
            "rclone knows no such remote: set it up with `rclone config`, or by RCLONE_CONFIG_NAME_TYPE and the "
            "other settings in the environment",
        ),
        reached=False,
    ),
    _Fault(
        r"no space left|\b452\b|\b552\b|quota|insufficient storage|disk full",
        Message(
            "พื้นที่ของเครื่องแม่ข่ายเต็ม ลบไฟล์ที่ไม่ใช้หรือขอพื้นที่เพิ่ม แล้วสั่งอีกครั้ง",
            "the server's disk or quota is full: make room, then run this again",
        ),
    ),
    _Fault(
        r"permission[ _]denied|\b550 .*(denied|not permitted)|403 Forbidden|AccessDenied|SSH_FX_PERMISSION_DENIED",
        Message(
            "บัญชีนี้ไม่มีสิทธิ์เขียนในโฟลเดอร์ปลายทาง ตรวจว่าโฟลเดอร์ถูก และเจ้าของโฟลเดอร์คือบัญชีนี้",
            "this account may not write to the target folder: see that it is the right one and the account's own",
        ),
    ),
    _Fault(
        r"connection refused|no such host|i/o timeout|network is unreachable|no route to host|connection reset|"
        r"connection lost|broken pipe|\bEOF\b|use of closed|timed out|connection closed|\b421\b|server misbehaving",
        Message(
            "ติดต่อเครื่องแม่ข่ายไม่ได้หรือขาดการติดต่อกลางคัน ตรวจชื่อเครื่อง พอร์ต และอินเทอร์เน็ต แล้วสั่งอีกครั้ง",
            "the server cannot be reached, or vanished in the middle: check its name, the port and the network, then "
            "run this again",
        ),
        reached=False,
        again=True,
    ),
    _Fault(
        r"SSH_FX_FAILURE",
        Message(
            "เครื่องแม่ข่ายเขียนไฟล์ไม่ได้และไม่บอกเหตุผล (SFTP บอกเพียงว่าล้มเหลว) มักเพราะพื้นที่หรือโควตาเต็ม ตรวจพื้นที่แล้วสั่งอีกครั้ง",
            "the server could not write a file and SFTP does not say why; usually its disk or quota is full: make "
            "room, then run this again",
        ),
    ),
)
_OTHER = Message("rclone ทำไม่สำเร็จ", "rclone failed")


def fault(text: str, shown: str) -> PublishError:
    """A sentence for what rclone said, with rclone's own last words below it."""
    found = next((known for known in _FAULTS if re.search(known.pattern, text, re.IGNORECASE)), None)
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("Attempt ")]
    own = without_secrets(lines[-1] if lines else "?")[:400]
    message = found.message if found else _OTHER
    return PublishError(
        Message(f"{shown}: {message.th}\n  rclone: {own}", f"{shown}: {message.en}\n  rclone: {own}"),
        reached=found.reached if found else True,
        again=found.again if found else False,
    )
