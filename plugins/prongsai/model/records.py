"""What officers write: one class per kind of file, its fields in the order of the file.

The docstring under a field is its only explanation; the JSON Schema, the editors' help and docs/data-format.md are
made from it. Fields that the path gives (id, slug, year) are not here but in `prongsai.model.site`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from prongsai import thai
from prongsai.model.fields import (
    SURVEY_HOST,
    DateText,
    FileName,
    FiscalYear,
    Flag,
    Items,
    Line,
    Names,
    Number,
    Numbers,
    OitCode,
    Score,
    Text,
    Url,
)


class Record(BaseModel):
    """Frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, str_strip_whitespace=True)


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
    word = "".join(str(value).split())
    if word not in STATUS_WORDS:
        raise PydanticCustomError("status_word", "", {"text": str(value)[:40], "words": " · ".join(STATUS_WORDS)})
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


class Department(Record):
    """ส่วนราชการหนึ่งแห่ง"""

    name: Line = Field(title="ชื่อส่วนราชการ")
    """เช่น สำนักปลัด กองคลัง กองช่าง"""
    sections: Names = Field((), title="งาน")
    """งานในส่วนราชการ เช่น งานนิติการ"""


class Contact(Record):
    """ที่อยู่และวิธีติดต่อ"""

    address: Text | None = Field(None, title="ที่อยู่")
    """ที่ตั้งสำนักงาน"""
    phone: Line | None = Field(None, title="โทรศัพท์")
    """เบอร์ของหน่วยงาน ไม่ใช่เบอร์ส่วนตัว"""
    fax: Line | None = Field(None, title="โทรสาร")
    """หมายเลขโทรสาร"""
    email: Line | None = Field(None, title="อีเมล")
    """อีเมลกลางของหน่วยงาน"""
    hours: Line | None = Field(None, title="เวลาทำการ")
    """วันและเวลาทำการ"""


class Channel(Record):
    """ช่องทางหนึ่งช่องทาง"""

    name: Line = Field(title="ชื่อช่องทาง")
    """เช่น ระบบ E-Service, กล่องรับเรื่องร้องเรียน"""
    link: Url | None = Field(None, title="ลิงก์")
    """https://… หรือ mailto:… หรือ tel:… ไม่ทราบให้เว้น"""
    note: Text | None = Field(None, title="รายละเอียด")
    """ใช้ทำอะไรได้บ้าง"""


Channels_ = Annotated[tuple[Channel, ...], Field(max_length=50)]


class Channels(Record):
    """ช่องทางของหน่วยงาน แยกตามการใช้"""

    e_service: Channels_ = Field((), title="ใช้บริการออนไลน์ (E-Service)")
    """บริการที่ทำได้โดยไม่ต้องเดินทางมา"""
    corruption: Channels_ = Field((), title="ร้องเรียนการทุจริต")
    """แจ้งการทุจริตของเจ้าหน้าที่ แยกจากเรื่องร้องเรียนทั่วไป"""
    complaint: Channels_ = Field((), title="ร้องเรียน ร้องทุกข์ทั่วไป")
    """ความเดือดร้อนและบริการสาธารณะ"""
    question: Channels_ = Field((), title="ถาม–ตอบ")
    """สอบถามข้อมูลแบบสื่อสารสองทาง"""
    social: Channels_ = Field((), title="สื่อสังคมออนไลน์")
    """Facebook, YouTube, LINE ของหน่วยงาน"""


SurveyCode = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]{6,7}$")]


class Survey(Record):
    """แบบวัด EIT สำหรับประชาชน"""

    code: SurveyCode = Field(title="รหัสแบบวัด")
    """รหัส 6–7 ตัวท้ายลิงก์ /go/eit/ ของหน่วยงาน"""
    fiscal_year: FiscalYear = Field(title="ปีงบประมาณ")
    """ปีงบประมาณของแบบวัด รหัสอาจเปลี่ยนทุกปี"""
    opens: DateText | None = Field(None, title="วันเปิด")
    """วันแรกที่ตอบได้"""
    closes: DateText | None = Field(None, title="วันปิด")
    """วันสุดท้ายที่ตอบได้"""

    @property
    def address(self) -> str:
        """The public survey's address; the staff survey shares the code, so only this form is ever made of it."""
        return f"https://{SURVEY_HOST}/go/eit/{self.code}"


class AgencyFields(Record):
    """ข้อมูลหน่วยงาน: data/<หน่วยงาน>/agency.yml"""

    name: Line = Field(title="ชื่อเต็ม")
    """ชื่อเต็มของหน่วยงาน"""
    short_name: Line | None = Field(None, title="ชื่อย่อ")
    """เช่น อบต.สิงห์"""
    district: Line | None = Field(None, title="อำเภอ")
    """ไม่ต้องมีคำว่าอำเภอ"""
    province: Line = Field(title="จังหวัด")
    """ไม่ต้องมีคำว่าจังหวัด"""
    website: Url | None = Field(None, title="เว็บไซต์")
    """เว็บไซต์หลักของหน่วยงาน"""
    name_variants: Names = Field((), title="การสะกดชื่อแบบอื่น")
    """การสะกดชื่อแบบอื่นที่พบในเอกสารของหน่วยงานเอง"""
    example: Flag = Field(False, title="เป็นตัวอย่าง")
    """ใช่ เมื่อเป็นหน่วยงานสมมติ ทุกหน้าจะบอกว่าเป็นตัวอย่าง"""
    departments: tuple[Department, ...] = Field((), title="ส่วนราชการ", max_length=100)
    """ส่วนราชการในหน่วยงาน"""
    contact: Contact = Field(Contact(), title="ติดต่อ")
    """ที่อยู่และวิธีติดต่อ"""
    channels: Channels = Field(Channels(), title="ช่องทาง")
    """ช่องทางใช้บริการ ร้องเรียน สอบถาม"""
    survey: Survey | None = Field(None, title="แบบวัด EIT")
    """รหัสแบบวัดของหน่วยงาน ไม่ทราบให้เว้นทั้งหัวข้อ"""
    licence: Line | None = Field(None, title="สัญญาอนุญาตของข้อมูล")
    """เงื่อนไขการนำข้อมูลไปใช้ ไม่กำหนดให้เว้น"""

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class ReportSource(Record):
    """รายงานต้นทาง"""

    title: Line = Field(title="ชื่อรายงาน")
    """ชื่อเอกสารที่นำข้อมูลมา"""
    file: Line | None = Field(None, title="ชื่อไฟล์")
    """ชื่อไฟล์ของรายงานต้นทาง"""
    link: Url | None = Field(None, title="ลิงก์")
    """ที่อยู่ของรายงานต้นทาง"""
    note: Text | None = Field(None, title="หมายเหตุ")
    """ข้อสังเกตเกี่ยวกับรายงานต้นทาง"""


class Analysis(Record):
    """ผลการวิเคราะห์ ITA ของปีก่อน"""

    summary: Items = Field((), title="สรุปผลการวิเคราะห์")
    """ผลการวิเคราะห์โดยสรุป"""
    urgent: Numbers = Field((), title="ตัวชี้วัดที่ต้องแก้ไขเร่งด่วน")
    """เลขตัวชี้วัด"""
    improve: Numbers = Field((), title="ตัวชี้วัดที่ต้องพัฒนา")
    """เลขตัวชี้วัด"""


class InstrumentScores(Record):
    """คะแนนรายเครื่องมือ"""

    IIT: Score | None = Field(None, title="IIT")
    """คะแนนแบบวัดบุคลากร"""
    EIT: Score | None = Field(None, title="EIT")
    """คะแนนแบบวัดประชาชน"""
    OIT: Score | None = Field(None, title="OIT")
    """คะแนนการเปิดเผยข้อมูล"""


class IndicatorScore(Record):
    """คะแนนหนึ่งตัวชี้วัด"""

    indicator: Number = Field(title="ตัวชี้วัดที่")
    """เลขตัวชี้วัด 1–10"""
    score: Score = Field(title="คะแนน")
    """คะแนน 0–100"""
    question: Text | None = Field(None, title="ข้อคำถาม")
    """เมื่อเป็นคะแนนของคำถามข้อเดียว ไม่ใช่ทั้งตัวชี้วัด"""
    note: Text | None = Field(None, title="หมายเหตุ")
    """คำอธิบายเพิ่มเติม"""


class Scores(Record):
    """คะแนนที่ประกาศแล้ว"""

    fiscal_year: FiscalYear = Field(title="ปีงบประมาณของคะแนน")
    """คะแนนของปีใด"""
    total: Score | None = Field(None, title="คะแนนรวม")
    """คะแนนรวม 0–100"""
    level: Line | None = Field(None, title="ระดับ")
    """ระดับผลการประเมิน เช่น ผ่านดี"""
    instruments: InstrumentScores = Field(InstrumentScores(), title="คะแนนรายเครื่องมือ")
    """คะแนน IIT, EIT, OIT"""
    indicators: tuple[IndicatorScore, ...] = Field((), title="คะแนนรายตัวชี้วัด", max_length=50)
    """คะแนนรายตัวชี้วัด"""
    note: Text | None = Field(None, title="หมายเหตุ")
    """คำอธิบายเพิ่มเติม"""


class Certification(Record):
    """การรับรองรายงาน (ตำแหน่งและวันที่ ไม่มีชื่อบุคคล)"""

    position: Line = Field(title="ตำแหน่งผู้รับรอง")
    """ตำแหน่งของผู้รับรอง ห้ามใส่ชื่อบุคคล"""
    date: DateText | None = Field(None, title="วันที่รับรอง")
    """วันที่รับรองข้อมูล"""
    note: Text | None = Field(None, title="หมายเหตุ")
    """คำอธิบายเพิ่มเติม"""


class YearFields(Record):
    """รายงานของปีงบประมาณหนึ่ง: data/<หน่วยงาน>/<ปี>/year.yml"""

    title: Line = Field(title="ชื่อรายงาน")
    """ชื่อรายงานตามที่ยื่น"""
    framework: FiscalYear | None = Field(None, title="กรอบการประเมินปี")
    """ใช้รายการข้อ OIT ของปีใด ไม่ใส่ใช้ปีของโฟลเดอร์"""
    analysed_year: FiscalYear | None = Field(None, title="ปีที่นำผลมาวิเคราะห์")
    """ปีของผล ITA ที่นำมาวิเคราะห์จนได้มาตรการ"""
    report_year: FiscalYear | None = Field(None, title="ปีที่รายงาน")
    """ปีที่ดำเนินมาตรการ"""
    assessment_year: FiscalYear | None = Field(None, title="ปีที่ใช้ประเมิน")
    """ปีของการประเมิน ITA ที่ยื่นรายงานนี้"""
    round: Line | None = Field(None, title="รอบรายงาน")
    """เช่น รอบ 6 เดือน"""
    status: Literal["published", "draft"] = Field("published", title="สถานะการเผยแพร่")
    """draft คือยังไม่แสดงบนเว็บ"""
    source: ReportSource = Field(title="รายงานต้นทาง")
    """ข้อมูลปีนี้มาจากเอกสารใด"""
    summary: Items = Field((), title="ความเป็นมา")
    """คำนำหรือความเป็นมา เขียนให้สั้น"""
    analysis: Analysis = Field(Analysis(), title="การวิเคราะห์")
    """ผลการวิเคราะห์ที่นำมาสู่มาตรการ"""
    scores: Scores | None = Field(None, title="คะแนน")
    """ใส่เมื่อมีผลประกาศแล้วเท่านั้น"""
    certification: Certification | None = Field(None, title="การรับรอง")
    """ผู้รับรองรายงาน"""


def unit_name(filed: str) -> str:
    """The department of a responsible unit as filed: "สำนักปลัด (งานนิติการ)" is of สำนักปลัด."""
    return filed.partition("(")[0].strip() or filed
