"""What officers write about their agency: data/<agency>/agency.yml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from prongsai.model.fields import SURVEY_HOST, DateText, FiscalYear, Flag, Line, Names, Text, Url, Waivers
from prongsai.model.records import Record


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


Licence = Literal["CC0 1.0", "CC BY 4.0", "CC BY-SA 4.0", "DGA Open Government License"]
LICENCES: dict[Licence, str] = {
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "DGA Open Government License": "https://data.go.th/pages/dga-open-government-license",
}
"""The open licences that a program can tell by their address. None is ever assumed: data without one has none."""


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
    licence: Licence | None = Field(None, title="สัญญาอนุญาตของข้อมูลเปิด")
    """ใส่เมื่อหน่วยงานตัดสินใจแล้วเท่านั้น ไม่กำหนดให้เว้น เว็บจะเขียนว่าไม่ได้กำหนดไว้"""
    licence_note: Text | None = Field(None, title="เงื่อนไขการใช้ข้อมูล")
    """ขอบเขตของสัญญาอนุญาต หรือเงื่อนไขของหน่วยงานเอง เมื่อไม่ใช้สัญญาอนุญาตในรายการ"""
    waive: Waivers = Field(default_factory=dict, title="ข้อยกเว้นของการตรวจ")
    """กฎที่ไม่ใช้กับระเบียนนี้ พร้อมเหตุผล เช่น period-outside-year: โครงการข้ามปีตามมติสภา ไม่แสดงบนเว็บ"""

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name
