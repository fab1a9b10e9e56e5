"""What officers write about the report of one fiscal year: data/<agency>/<year>/year.yml."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from prongsai.model.fields import DateText, FiscalYear, Items, Line, Number, Numbers, Score, Text, Url, Waivers
from prongsai.model.records import Record


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
    waive: Waivers = Field(default_factory=dict, title="ข้อยกเว้นของการตรวจ")
    """กฎที่ไม่ใช้กับระเบียนนี้ พร้อมเหตุผล เช่น period-outside-year: โครงการข้ามปีตามมติสภา ไม่แสดงบนเว็บ"""
