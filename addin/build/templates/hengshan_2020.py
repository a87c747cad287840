"""湖南 衡山 2020: 评价指标评分表, 基础数据表, 县级专项资金绩效目标自评表."""

from __future__ import annotations

from typing import Mapping

from .basic_table import BasicTable, Item, draw_basic, three_public
from .book import Book
from .fund import Fund, draw_fund
from .pack import PackSource
from .scorecard import Criterion, Groups, Scorecard, draw_scorecard
from .texts import draw_texts

_BASIC = BasicTable(
    sheet="附件2 基础数据表",
    annex="附件2",
    title="部门整体支出绩效评价基础数据表",
    year=2020,
    money_unit="元",
    head="经费控制情况\n（元）",
    items=(
        *three_public(),
        Item("项目支出：", "projects", ("business", "running_costs")),
        Item("1、业务工作专项（一个项目一行）", "business", details=3, look="inner"),
        Item("2、运行维护专项（一个项目一行）", "running_costs", details=3, look="inner"),
        Item("公用经费", "public_funds"),
        Item("其中：办公经费", "office", look="inner"),
        Item("公务接待费", "reception_costs", look="deep"),
        Item("印刷费", "printing", look="deep"),
        Item("水费", "water", look="deep"),
        Item("电费", "electricity", look="deep"),
        Item("差旅费", "travel", look="deep"),
        Item("其他交通费用", "transport", look="deep"),
        Item("培训费", "training", look="deep"),
        Item("劳务费、其他商品服务支出", "services", look="deep"),
        Item("政府采购金额", "procurement", marks=("previous",)),
        Item("部门基本支出预算调整", "adjustment", change=True, marks=("previous",)),
    ),
    notes=(
        "说明：“项目支出”需要填报基本支出以外的所有项目支出情况，包括业务工作项目、运行维护项目和市级专项资金等；"
        "“公用经费”填报基本支出中的一般商品和服务支出。",
    ),
)
_GROUPS: Groups = (
    ("投入\n10分", (
        ("预算配置\n10分", (
            Criterion(
                "在职人员控制率", 5, "以100%为标准。在职人员控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。",
                "在职人员控制率=（在职人员数/编制数）×100%，在职人员数：部门（单位）实际在职人数，以财政局确定的部门决算编制口径为准。\n"
                "编制数：机构编制部门核定批复的部门（单位）的人员编制数。",
                ("staff.actual", "staff.approved"),
            ),
            Criterion(
                "“三公经费”变动率", 5, "“三公经费”变动率≦0,计8分；“三公经费”＞0，每超过一个百分点扣0.8分，扣完为止。",
                "“三公经费”变动率=[（本年度“三公经费”预算数-上年度“三公经费”预算数）/上年度“三公经费”预算数]×100%",
            ),
        )),
    )),
    ("过程\n60分", (
        ("预算执行\n20分", (
            Criterion(
                "预算完成率", 5, "100%计满分，每低于5%扣2分，扣完为止。",
                "预算完成率=（上年结转+年初预算+本年追加预算-年末结余）/（上年结转+年初预算+本年追加预算）×100%。",
            ),
            Criterion(
                "预算控制率", 5,
                "预算控制率=0，计5分；0-10%（含），计4分；10-20%（含），计3分；20-30%（含），计2分；大于30%不得分。",
                "预算控制率=（本年追加预算/年初预算）×100%。",
            ),
            Criterion(
                "新建楼堂馆所面积控制率", 5, "100%以下（含）计满分，每超出5%扣2分，扣完为止。没有楼堂馆所项目的部门按满分计算。",
                "楼堂馆所面积控制率=实际建设面积/批准建设面积×100%。\n该指标以2018年完工的新建楼堂馆所为评价内容。",
                ("buildings.area_actual", "buildings.area_approved"), no_project=True,
            ),
            Criterion(
                "新建楼堂馆所投资概算控制率", 5, "100%以下（含）计满分，每超出5%扣2分，扣完为止。",
                "楼堂馆所投资预算控制率=实际投资金额/批准投资金额×100%。\n该指标以2018年完工的新建楼堂馆所为评价内容。",
                ("buildings.cost_actual", "buildings.cost_approved"),
            ),
        )),
        ("预算管理\n40分", (
            Criterion(
                "公用经费控制率", 8, "100%以下（含）计满分，每超出1%扣1分，扣完为止。",
                "公用经费控制率=（实际支出公用经费总额/预算安排公用经费总额）×100%。\n公用经费支出是指部门基本支出中的一般商品和服务支出。",
                ("items.public_funds.current", "items.public_funds.budget"),
            ),
            Criterion(
                "“三公经费”控制率", 7, "100%以下（含）计满分，每超出1%扣1分，扣完为止。",
                "“三公经费”控制率=（“三公经费”实际支出数/“三公经费”预算安排数）×100%。",
                ("items.three_public.current", "items.three_public.budget"),
            ),
            Criterion(
                "政府采购执行率", 6, "100%计满分，每超过（降低）5%扣2分。扣完为止。",
                "政府采购执行率=（实际政府采购金额/政府采购预算数）×100%",
                ("items.procurement.current", "items.procurement.budget"),
            ),
            Criterion(
                "管理制度健全性", 8,
                "①有内部财务管理制度、会计核算制度等管理制度，2分；\n②有本部门厉行节约制度,2分；\n"
                "③相关管理制度合法、合规、完整，2分；\n④相关管理制度得到有效执行，2分。",
            ),
            Criterion(
                "资金使用合规性", 6,
                "①支出符合国家财经法规和财务管理制度规定以及有关专项资金管理办法的规定；②资金拨付有完整的审批程序和手续；"
                "③项目支出按规定经过评估论证；④支出符合部门预算批复的用途；⑤资金使用无截留、挤占、挪用、虚列支出等情况。\n"
                "以上情况每出现一例不符合要求的扣1分，扣完为止。",
            ),
            Criterion(
                "预决算信息公开性", 5,
                "①按规定内容公开预决算信息，1分；②按规定时限公开预决算信息，1分；③基础数据信息和会计信息资料真实，1分；"
                "④基础数据信息和会计信息资料完整，1分；⑤基础数据信息和汇集信息资料准确，1分。",
                "预决算信息是指与部门预算、执行、决算、监督、绩效等管理相关的信息。",
            ),
        )),
    )),
    ("产出及效率\n30分", (
        ("职责履行\n8分", (
            Criterion(
                "重点工作实际完成率", 8,
                "根据市绩效办2019年对各部门为民办实事和部门重点工程与重点工作考核分数折算。\n"
                "该项得分=（绩效办对应部分考核得分/该部分总分）×8。",
            ),
        )),
        ("履职效益\n22分", (
            Criterion(
                "经济效益", 10,
                "此两项指标为设置部门整体支出绩效评价指标时必须考虑的共性要素，可根据部门实际情况有选择的进行设置，"
                "并将其细化为相应的个性化指标。",
                second="社会效益",
            ),
            Criterion(
                "行政效能", 6,
                "促进部门改进文风会风，加强经费及资产管理，推动网上办事，提高行政效率，降低行政成本效果较好的计6分；"
                "一般3分；无效果或者效果不明显0分。",
                "根据部门自评材料评定。",
            ),
            Criterion(
                "社会公众或服务对象满意度", 6, "90%（含）以上计6分；\n80%（含）-90%，计4分；\n70%（含）-80%，计2分；\n低于70%计0分。",
                "社会公众或服务对象是指部门（单位）履行职责而影响到的部门、群体或个人，一般采取社会调查的方式。",
            ),
        )),
    )),
)  # fmt: skip
_SCORECARD = Scorecard(
    sheet="附件1 评分表",
    annex="附件1",
    title="部门整体支出绩效评价指标评分表",
    year_line="（2020年度）",
    profile="cn/hunan/hengshan-2020",
    groups=_GROUPS,
)
_FUND = Fund(
    sheet="附件3 专项资金自评表",
    annex="附件3",
    title="2020年度县级专项资金绩效目标自评表",
    people=(
        (("专项资金名称", "project"), ("负责人及电话", "person")),
        (("县级主管部门", "department"), ("实施单位", "unit_name")),
    ),
    parts=("其中：中央、省、市补助", "县级资金", "其他资金"),
    levels=(
        ("产出指标", ("数量指标", "质量指标", "时效指标", "成本指标")),
        ("效益指标", ("经济效益指标", "社会效益指标", "可持续影响指标")),
        ("满意度指标", ("服务对象满意度指标",)),
    ),
    notes=(
        "注：1.其他资金包括和中央、省、市补助、地方财政资金共同投入到同一项目的自有资金、社会资金，以及以前年度的结转结余资金等。",
        "2.定量指标，资金使用单位填写本地区实际完成数。各部门汇总时，对绝对值直接累加计算，相对值按照资金额度加权平均计算。",
        "3.定性指标根据指标完成情况分为：全部或基本达成预期指标、部分达成预期指标并具有一定效果、未达成预期指标且效果较差三档，"
        "资金使用单位分别按照100%—80%（含）、80%—60%（含）、60%—0%合理填写完成比例。",
        "4.各主管部门及资金使用单位填写《自评表》并报送同级财政部门审核后，形成县级专项资金《自评表》。",
    ),
)

#: texts of the report beyond the usual five
MORE_TEXTS = (
    ("staffing", "人员情况", "编制、在岗和离退休人员情况"),
    ("controls", "内部控制和厉行节约", "内部控制和厉行节约制度建设情况"),
    ("basic_spending", "基本支出明细", "工资福利、商品和服务、对个人和家庭的补助等的金额"),
    ("special_funds", "专项资金使用管理", "专项资金的安排、使用和管理情况"),
    ("other_projects", "其他专项资金", "没有的写“无其他专项资金项目支出”"),
    ("application", "结果应用和公开", "自评结果拟应用和公开的情况"),
    ("others", "其他需说明的情况", "没有的写“无”"),
)


def build(book: Book, rows: Mapping[str, int]) -> None:
    """画出全部表: the basic data table first, since the scorecard refers to it; the order of the sheets is the annexes'."""
    basic = draw_basic(book, _BASIC, rows)
    draw_scorecard(book, _SCORECARD, basic)
    book.move("附件1 评分表", 0)
    draw_fund(book, _FUND, rows)
    draw_texts(book, MORE_TEXTS)


PACK = PackSource(
    name="cn/hunan/hengshan/2020",
    title="湖南衡山2020年度绩效自评表",
    issuer="衡山县财政局",
    region=("湖南", "衡山"),
    year=2020,
    profile="cn/hunan/hengshan-2020",
    document="衡山县第二中学《2020年度部门整体支出绩效自评报告》附件1至附件3",
    file="衡山2020年度绩效自评表.xlsx",
    draw=build,
    report="部门整体支出绩效自评报告",
)
