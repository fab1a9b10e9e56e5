"""Measures whose title speaks of another indicator than the one they are filed under."""

from __future__ import annotations

from collections.abc import Iterator

from prongsai.checks.rule import Finding
from prongsai.model import Framework, Site
from prongsai.problems import Message

_AT_HOME = {
    "งบประมาณ": {2, 9},
    "จัดซื้อจัดจ้าง": {2, 9},
    "เบิกจ่าย": {2, 9},
    "ทรัพย์สินของทางราชการ": {4},
    "ทรัพย์สินของราชการ": {4},
    "ทรัพย์สินทางราชการ": {4},
    "ยืมทรัพย์สิน": {4},
    "ครุภัณฑ์": {2, 4},
    "สินบน": {1, 5, 6, 10},
    "ของขวัญ": {1, 5, 10},
    "no gift": {1, 5, 10},
    "เจตจำนงสุจริต": {5, 10},
    "ผลประโยชน์ส่วนตน": {1, 3, 5, 10},
    "ผลประโยชน์ทับซ้อน": {1, 3, 5, 10},
    "ป้องกันการทุจริต": {5, 10},
    "ปราบปรามการทุจริต": {5, 10},
    "ดุลยพินิจ": {1, 3, 6},
    "มอบหมายงาน": {1, 3},
    "ประเมินผลการปฏิบัติ": {3},
    "บริการประชาชน": {1, 6, 7, 8, 9},
    "ความพึงพอใจ": {1, 6, 7, 8, 9},
    "e-service": {1, 6, 7, 8, 9},
}
"""Words that speak of few indicators, from the questions of the three instruments. Others say too little to ask."""


def wrong_indicator(site: Site) -> Iterator[Finding]:
    """A measure is filed under an indicator that its title does not speak of.

    ไทย: ชื่อมาตรการพูดถึงเรื่องของตัวชี้วัดอื่น และไม่มีคำใดเป็นเรื่องของตัวชี้วัดที่จัดไว้
    ทำไม: ผู้ตรวจไม่เห็นว่ามาตรการแก้จุดอ่อนของตัวชี้วัดนั้นอย่างไร
    ตัวอย่าง: เจตจำนงสุจริต อยู่ใต้ตัวชี้วัดที่ ๘ การปรับปรุงการทำงาน
    แก้: ย้ายไปตัวชี้วัดที่ตรงเรื่อง หรือเขียนชื่อให้เห็นว่าเกี่ยวกันอย่างไร

    Why: The assessor cannot see which weakness the measure mends.
    Remedy: Move it to the indicator it speaks of, or say in the title how it helps this one.
    """
    for agency in site.agencies:
        for year in agency.years:
            for measure in year.measures:
                if measure.indicator is None:
                    continue
                title = "".join(measure.title.lower().split()).replace("ปีงบประมาณ", "")
                homes = {word: home for word, home in _AT_HOME.items() if word.replace(" ", "") in title}
                if not homes or any(measure.indicator in home for home in homes.values()):
                    continue
                if _speaks_of(year.rules, measure.indicator, title):
                    continue
                word, home = next(iter(homes.items()))
                likely = ", ".join(str(number) for number in sorted(home))
                yield Finding(
                    measure.origin,
                    ("indicator",),
                    Message(
                        f"ชื่อมาตรการพูดถึง “{word}” ซึ่งเป็นเรื่องของตัวชี้วัด {likely} ไม่ใช่ตัวชี้วัด {measure.indicator} "
                        "ตรวจว่าจัดถูกหรือไม่",
                        f"the title speaks of “{word}”, a matter of indicator {likely}, not {measure.indicator}; "
                        "is it in place?",
                    ),
                )


def _speaks_of(rules: Framework, number: int, title: str) -> bool:
    """Whether the title holds the indicator's own name."""
    indicator = rules.indicator(number)
    names = (indicator.name, *indicator.aliases) if indicator else ()
    return any("".join(name.split()) in title for name in names)
