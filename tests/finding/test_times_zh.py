"""Chinese dates by families, read from Wednesday 2025-10-15; and what looks like a date and is none, one kind each."""

import pytest

from extract.finding.times import find_times

WEDNESDAY = "2025-10-15"

FAMILIES = {
    "lunar": [
        ("订单在农历八月十五前发出。", "../2025-10-06"),
        ("工厂正月初八复工。", "2025-02-05"),
        ("腊月二十三停产。", "2026-02-10"),
        ("2024年腊月初八签约。", "2025-01-07"),
        ("闰六月的用电量最高。", "2025-07-25/2025-08-22"),
        ("会议定在冬月廿一。", "2026-01-09"),
        ("港口大年初三开闸。", "2025-01-31"),
    ],
    "solar terms": [
        ("立春过后矿山复工。", "2025-02-03/.."),
        ("今年立秋的检查", "2025-08-07"),
        ("冬至当天通关顺畅。", "2025-12-21"),
        ("明年惊蛰前完成", "../2026-03-05"),
    ],
    "feasts": [
        ("双11前备货", "../2025-11-11"),
        ("国庆黄金周期间口岸照常", "2025-10-01/2025-10-07"),
        ("今年开斋节的班列", "2025-03-30"),
        ("2024年除夕停运", "2024-02-09"),
    ],
    "eras": [
        ("民国元年的矿权", "1912"),
        ("民國一百一十四年十月九日公告", "2025-10-09"),
        ("万历十五年的账册", "1587"),
        ("令和七年的配额", "2025"),
    ],
    "seasons and halves": [
        ("去冬今春的库存", "2024-12/2025-05"),
        ("明春开工", "2026-03/2026-05"),
        ("三季度末的库存", "2025-09"),
        ("今年上半年末", "2025-06"),
        ("第一、二季度的产量", "2025-01/2025-06"),
        ("2025年Q3的产量", "2025-07/2025-09"),
    ],
    "several": [
        ("今明两年的配额", "2025/2026"),
        ("2026、2027两年各设上限", "2026/2027"),
        ("七八月间检修", "2025-07/2025-08"),
        ("3-5月的出口", "2025-03/2025-05"),
        ("2025/26年度的计划", "2025/2026"),
        ("2025年3月和11月各查一次", "2025-03 2025-11"),
    ],
    "ranges": [
        ("10月9日下午3时至10月10日上午9时停电", "2025-10-09/2025-10-10"),
        ("下周一至周五休市", "2025-10-20/2025-10-24"),
        ("2025.10.9-2025.11.10有效", "2025-10-09/2025-11-10"),
        ("2025年10月9-11日开会", "2025-10-09/2025-10-11"),
        ("即日起至2026年11月10日暂停", "2025-10-15/2026-11-10"),
    ],
    "plans and centuries": [
        ("“十四五”期间的投入", "2021/2025"),
        ("“十五五”末达标", "2030"),
        ("本世纪初的产能", "2000/2009"),
        ("八十年代末建成", "1985/1989"),
    ],
    "told by the text": [
        ("部门11月3日通报，同日停牌。", "2025-11-03 2025-11-03"),
        ("部门2024年9月5日通报。两天后，名单出炉。", "2024-09-05 2024-09-07"),
        ("禁令执行到10月20日为止，次日起改行配额。", "../2025-10-20 2025-10-21/.."),
        ("部门10月9日公布办法，自发布之日起30日后施行。", "2025-10-09 2025-11-08"),
        ("自2005年起削减配额，从那年开始涨价。", "2005/.. 2005/.."),
        ("新规去年4月上路，10月又作修订。", "2024-04 2024-10"),
        ("今年前9个月出口下降，同期进口增长。", "2025-01/2025-09 2025-01/2025-09"),
        ("部门10月9日宣布，即日起施行。", "2025-10-09 2025-10-09/.."),
    ],
    "terms": [
        ("审查耗时两年零三个月。", "P2Y3M"),
        ("期限为一个半月。", "P1M15D"),
        ("还剩8天又12小时。", "P8.5D"),
        ("须在72小时内申报。", "P3D"),
        ("十周年", "P10Y"),
    ],
    "recurring": [("关税每年10月1日调整。", "XXXX-10-01"), ("配额每年3月下达。", "XXXX-03")],
    "open words": [("近年来出口下降。", "None"), ("截至发稿未获回应。", "None"), ("未来几周将公布。", "None"), ("公司数月前申请。", "None"), ("岁末年初检修。", "None")],
}  # fmt: skip

NEVER = {
    "number of an act": "第18号文件",
    "number of an act of a year": "公告2025年第18号",
    "percentage": "下降29%",
    "threshold": "14纳米芯片",
    "generation": "5G基站",
    "product": "H20芯片",
    "section of a law": "301条款",
    "article of a law": "依照第5条",
    "code of goods": "税号2846.90",
    "telephone": "致电010-6512-0000",
    "rank": "名列第三名",
    "meeting": "全国两会召开",
    "phase of a project": "一期工程投产",
    "moon": "登陆月球",
    "country": "销往日本",
    "average": "日均产量",
    "yearly rate": "年化收益",
    "weather": "大雪封山",
    "newspaper": "据《今日早报》",
    "before Christ": "公元前221年",
    "every month": "每月9日发薪",
    "price": "售价5日元",
    "building": "五角大楼表态",
    "plain number": "十五个人",
}


@pytest.mark.parametrize(("text", "values"), [case for cases in FAMILIES.values() for case in cases])
def test_family(text: str, values: str) -> None:
    found = [str(time.value) for time in find_times(text, language="zh", anchor=WEDNESDAY)]
    assert found == values.split()


@pytest.mark.parametrize("text", NEVER.values(), ids=NEVER.keys())
def test_never_a_date(text: str) -> None:
    assert find_times(text, language="zh", anchor=WEDNESDAY) == []


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("12月的出口已经公布。", "2025-01-10", "2024-12"),
        ("配额将于12月公布。", "2025-01-10", "2025-12"),
        ("双方计划在7月16日磋商。", "2011-07-18", "2011-07-16"),
        ("9月30日", "2008-03-13", "2008-09-30"),
        ("委员会周一说", WEDNESDAY, "2025-10-13"),
        ("海关本周通报了三起案件。", WEDNESDAY, "2025-10-13/2025-10-15"),
        ("海关将于本周公布名单。", WEDNESDAY, "2025-10-13/2025-10-19"),
    ],
)
def test_clause_decides_past_or_future(text: str, anchor: str, value: str) -> None:
    assert [time.value for time in find_times(text, language="zh", anchor=anchor)] == [value]


@pytest.mark.parametrize(
    ("text", "basis"),
    [("10月9日通报", "article date"), ("即日起", "article date"), ("立春", "article date"), ("2024年10月9日通报，即日起施行", "text")],
)  # fmt: skip
def test_what_the_words_leave_out_has_a_basis(text: str, basis: str) -> None:
    assert find_times(text, language="zh", anchor=WEDNESDAY)[-1].basis == basis


def test_traditional_script_gives_the_same_values() -> None:
    simple, traditional = "自农历腊月起，两周后审批。", "自農曆臘月起，兩週後審批。"
    values = [
        [time.value for time in find_times(text, language="zh", anchor=WEDNESDAY)] for text in (simple, traditional)
    ]
    assert values[0] == values[1]
    assert len(values[0]) == 2
