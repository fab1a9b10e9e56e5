"""What officers write about measures and disclosures, and what all records have in common.

The docstring under a field is its only explanation; the JSON Schema, the editors' help and docs/data-format.md are
made from it. Fields that the path gives (id, slug, year) are not here but in `prongsai.model.site`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from prongsai import thai
from prongsai.model.fields import (
    DateText,
    FileName,
    Items,
    Line,
    Names,
    Number,
    Numbers,
    OitCode,
    Text,
    Url,
    Waivers,
)


class Record(BaseModel):
    """Frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


class Progress(StrEnum):
    """How far something is. NOT_STATED is never guessed away: a report that says nothing is shown as saying nothing."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    NOT_STATED = "not_stated"


STATUS_WORDS = {
    "ดำเนินการแล้ว": Progress.DONE,
    "ดำเนินการแล้วเสร็จ": Progress.DONE,
    "ดำเนินการ": Progress.DONE,
    "แล้วเสร็จ": Progress.DONE,
    "เสร็จสิ้น": Progress.DONE,
    "กำลังดำเนินการ": Progress.IN_PROGRESS,
    "อยู่ระหว่างดำเนินการ": Progress.IN_PROGRESS,
    "ยังไม่ดำเนินการ": Progress.NOT_STARTED,
    "ยังไม่ได้ดำเนินการ": Progress.NOT_STARTED,
}
"""Status words of the reports and forms. "ดำเนินการ" is the ticked box whose other choice is "ยังไม่ได้ดำเนินการ"."""


def _status(value: object) -> object:
    if not isinstance(value, str):
        return value
    word = "".join(value.split())
    if word not in STATUS_WORDS:
        raise PydanticCustomError("status_word", "", {"text": value[:40], "words": " · ".join(STATUS_WORDS)})
    return word


Status = Annotated[str, BeforeValidator(_status), WithJsonSchema({"enum": list(STATUS_WORDS)})]


class Evidence(Record):
    """เอกสารหรือหลักฐานหนึ่งรายการ"""

    title: Line = Field(title="ชื่อเอกสาร")
    """ชื่อเอกสารหรือหลักฐาน ตามที่ปรากฏบนเอกสาร"""
    link: Url | None = Field(None, title="ลิงก์")
    """ที่อยู่เว็บของเอกสารโดยตรง ไม่ใช่หน้าแรกของเว็บไซต์ และเปิดได้โดยไม่ต้องเข้าสู่ระบบ"""
    file: FileName | None = Field(None, title="ชื่อไฟล์")
    """ชื่อไฟล์ในโฟลเดอร์ evidence/ ของปีเดียวกัน เช่น no-gift-policy.pdf"""
    date: DateText | None = Field(None, title="วันที่ของเอกสาร")
    """วันที่บนเอกสาร เช่น 31 มีนาคม 2567"""
    covers: Numbers = Field((), title="แสดงองค์ประกอบข้อที่")
    """เอกสารนี้แสดงองค์ประกอบใดของข้อ OIT (ลำดับตามที่เว็บแสดง) ใช้กับข้อ OIT เท่านั้น"""
    note: Text | None = Field(None, title="หมายเหตุ")
    """คำอธิบายเพิ่มเติม เช่น ดูหน้า 3"""


class Answer(Record):
    """What a measure and a disclosure have in common: who, how far, with what evidence."""

    responsible: Names = Field((), title="ผู้รับผิดชอบ")
    """หน่วยงานที่รับผิดชอบ ตามที่ยื่น เช่น สำนักปลัด (งานนิติการ) ห้ามใส่ชื่อบุคคล"""
    status: Status | None = Field(None, title="สถานะ")
    """สถานะตามที่รายงานระบุ ไม่ระบุไว้ให้เว้น ระบบไม่เดาให้"""
    evidence: tuple[Evidence, ...] = Field((), title="หลักฐาน", max_length=200)
    """เอกสารที่ใช้ยืนยัน"""
    note: Text | None = Field(None, title="หมายเหตุของผู้จัดทำข้อมูล")
    """ข้อสังเกตของผู้จัดทำข้อมูล ไม่ใช่ข้อความในรายงาน"""
    waive: Waivers = Field(default_factory=dict, title="ข้อยกเว้นของการตรวจ")
    """กฎที่ไม่ใช้กับระเบียนนี้ พร้อมเหตุผล เช่น period-outside-year: โครงการข้ามปีตามมติสภา ไม่แสดงบนเว็บ"""

    @property
    def progress_state(self) -> Progress:
        """The status as one of four states; NOT_STATED when the record has none."""
        return STATUS_WORDS[self.status] if self.status else Progress.NOT_STATED

    @property
    def units(self) -> tuple[str, ...]:
        """The responsible departments without the sections in brackets, each once, in order."""
        return tuple(dict.fromkeys(unit_name(filed) for filed in self.responsible))


class MeasureFields(Answer):
    """มาตรการหนึ่งมาตรการ: data/<หน่วยงาน>/<ปี>/measures/<รหัส>.yml"""

    title: Line = Field(title="ชื่อมาตรการ")
    """ชื่อมาตรการ โครงการ หรือกิจกรรม ตามที่ยื่น"""
    number: Line | None = Field(None, title="ลำดับที่")
    """เลขลำดับที่พิมพ์ในรายงาน เช่น ๑"""
    kind: Literal["มาตรการ", "แนวทางยกระดับ"] = Field("มาตรการ", title="ประเภท")
    """มาตรการ หรือแนวทางยกระดับรายตัวชี้วัด"""
    indicator: Number | None = Field(None, title="ตัวชี้วัดที่")
    """ตัวชี้วัด 1–10 ที่มาตรการนี้อยู่ ใช้เมื่อรายงานจัดกลุ่มตามตัวชี้วัด"""
    issue: Number | None = Field(None, title="ประเด็นที่")
    """ประเด็น 1–7 ที่มาตรการนี้อยู่ ใช้เมื่อรายงานจัดกลุ่มตาม 7 ประเด็น"""
    reason: Text | None = Field(None, title="เหตุผล")
    """เหตุที่ต้องมีมาตรการนี้"""
    goals: Items = Field((), title="เป้าหมาย")
    """สิ่งที่ต้องการให้เกิด"""
    steps: Items = Field((), title="ขั้นตอนหรือวิธีการ")
    """ขั้นตอนหรือวิธีปฏิบัติ คงเลขข้อตามที่ยื่น เช่น ๑. จัดทำคู่มือ"""
    activities: Items = Field((), title="กิจกรรม")
    """กิจกรรมที่ทำ"""
    period: Names = Field((), title="ช่วงเวลา")
    """ช่วงเวลาดำเนินการ เขียนแบบที่คนเขียน เช่น 1 ต.ค. 2567 - 30 ก.ย. 2568"""
    results: Items = Field((), title="ผลการดำเนินการ")
    """ผลที่ทำได้ (Output)"""
    outcomes: Items = Field((), title="ผลลัพธ์หรือผลสัมฤทธิ์")
    """สิ่งที่เปลี่ยนไปเพราะมาตรการ (Outcome) ควรมีตัวเลขประกอบ"""
    obstacles: Items = Field((), title="ปัญหาและอุปสรรค")
    """ปัญหาที่พบ"""
    suggestions: Items = Field((), title="ข้อเสนอแนะ")
    """ข้อเสนอแนะสำหรับครั้งต่อไป"""
    budget: Line | None = Field(None, title="งบประมาณ")
    """งบประมาณที่ใช้ เช่น 15,000 บาท หรือ ไม่ใช้งบประมาณ"""
    items: tuple[OitCode, ...] = Field((), title="ข้อ OIT ที่เกี่ยวข้อง", max_length=50)
    """รหัสข้อ OIT ของปีเดียวกัน เช่น O18"""
    continues: Line | None = Field(None, title="ต่อเนื่องจาก")
    """มาตรการเดิมของปีก่อน เขียนเป็น ปี/รหัส เช่น 2567/m01-manual"""

    @model_validator(mode="after")
    def _one_group(self) -> MeasureFields:
        if self.indicator is not None and self.issue is not None:
            raise PydanticCustomError("two_groups", "")
        return self

    def spans(self, fiscal_year: int) -> tuple[thai.Period, ...]:
        """Each line of `period`, read in the light of the fiscal year of the report."""
        return tuple(thai.parse_period(text, fiscal_year) for text in self.period)


class DisclosureFields(Answer):
    """คำตอบของข้อ OIT หนึ่งข้อ ในไฟล์ disclosures.yml"""

    filed_code: Line | None = Field(None, title="รหัสตามที่ยื่น")
    """รหัสที่พิมพ์ในรายงาน เมื่อไม่ตรงกับรหัสจริง เช่น 018"""
    filed_name: Line | None = Field(None, title="ชื่อตามที่ยื่น")
    """ชื่อข้อที่พิมพ์ในรายงาน เมื่อไม่ตรงกับชื่อทางการของปีนั้น"""
    parts: Items = Field((), title="องค์ประกอบตามที่ยื่น")
    """องค์ประกอบด้านข้อมูลตามที่พิมพ์ในรายงาน"""
    progress: Items = Field((), title="ความก้าวหน้า")
    """ความก้าวหน้าหรือผลการดำเนินการของข้อนี้"""


def own_first(record: type[Record]) -> list[tuple[str, FieldInfo]]:
    """The keys of a record: those that only it has come first."""
    own = [name for name in record.__annotations__ if name in record.model_fields]
    names = [*own, *(name for name in record.model_fields if name not in own)]
    return [(name, record.model_fields[name]) for name in names]


def unit_name(filed: str) -> str:
    """The department of a responsible unit as filed: "สำนักปลัด (งานนิติการ)" is of สำนักปลัด."""
    return filed.partition("(")[0].strip() or filed
