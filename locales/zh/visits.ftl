# 走访：今天的路线、住户卡片、记录、提醒。

rule-key_persons = 重点人群，每天看一看
rule-special_groups = 特殊群体，每周走一走
rule-needy_and_veterans = 困难家庭和退役军人，半月一访
rule-every_household = 家家户户，每月到一次

care-key_person = 重点关心
care-disabled = 残疾
care-empty_nest = 空巢
care-living_alone = 独居
care-needy = 困难
care-veteran = 退役军人

way-in_person = 上门
way-phone = 打电话
way-video = 视频

visit-and = 、
visit-anyone = 家里有人就行
visit-no-name = 没有登记姓名

visit-walk-title = <b>今天的走访</b>：一共 { $total } 户，还有 { $left } 户。
visit-walk-calls-count = 今天休息，每天和每周要看的人，打电话、视频也算。
visit-walk-empty = 今天没有要走访的人家。您辛苦了，歇一歇。
visit-walk-off-duty = 今天没有安排您走访。您在休假，或者还没有负责的网格。
visit-building = <b>{ $compound } { $building }</b>
visit-stop = { $door }　<b>{ $who }</b>　{ $state }
visit-stop-anyone = { $door }　{ $state }
visit-stop-button = { $done ->
    [met] ✓ { $building } { $door }
   *[other] { $building } { $door }
}
visit-page-earlier = 上一页
visit-page-later = 下一页（还有 { $count } 户）

visit-why-late = 上次没赶上，请尽快补上
visit-why-last_day = 今天是最后一天
visit-why-daily = 每天要看一看
visit-why-rest_day_duty = 休息日轮到
visit-why-weekly_share = 这周轮到
visit-why-share = 今天轮到

visit-done-met = ✓ 已经走访
visit-done-partly = 去过了，还差人没见到
visit-done-not_home = 去过，没人在家

visit-home-title = <b>{ $compound } { $building } { $door }</b>
visit-person = { $name }，{ $met }
visit-person-care = { $name }（{ $care }），{ $met }
visit-met-on = 上次见到：{ $day }
visit-met-never = 还没有见过
visit-home-owed = <b>要走访的</b>
visit-home-owes-nothing = 眼下没有要走访的，都看过了。
visit-owed = { $who }：{ $rule }，到{ $day }为止
visit-owed-late = { $who }：{ $rule }，{ $day }已经到期，请尽快补上
visit-last = 上次走访：{ $day }，{ $way }
visit-last-met = 最后一次见到：{ $day }
visit-last-none = 这户还没有见到过人。
visit-home-today = <b>今天记下的</b>
visit-recorded-met = { $way }，见到：{ $who }
visit-recorded-not-home = 去过，没人在家
visit-recorded-note = （有备注）

visit-button-met = 都见到了
visit-button-away = 没人在家
visit-button-choose = 只见到几位
visit-button-phone = 打过电话了
visit-button-need = 有件事要办
visit-button-note = 写两句备注
back-walk = 回到今天的走访
back-red = 回到红点
back-counted = 回到走访明细
visit-button-others = 还有别的
visit-button-all = 看全部 { $count } 户
visit-button-household = 看这户

visit-choice-in_person = <b>{ $compound } { $building } { $door }</b>
    这次见到了谁？点名字，再点“记下来”。
visit-choice-phone = <b>{ $compound } { $building } { $door }</b>
    电话里和谁说上话了？点名字，再点“记下来”。
visit-choice-video = <b>{ $compound } { $building } { $door }</b>
    视频里见到了谁？点名字，再点“记下来”。
visit-choice-met = ✓ { $name }，见到了
visit-choice-not = { $name }
visit-choice-done = 记下来
visit-choice-back = 不选了

visit-toast-met = 记好了，完成走访 { $count } 项。
visit-toast-met-more = 记好了。
visit-toast-not-home = 记好了：没人在家。记得再去一次。
visit-toast-alarmed = 连着两次没人应门，已经马上告诉社区，请保持联系。
visit-toast-repeated = 这次走访已经记过了，没有重复。
visit-card-of-another-day = 这是前几天的卡片，什么都没有记。今天的在这里，请再点一次。
visit-note-ask = 想记下什么？写几句就行，只有照看这户的人能看到。
visit-note-kept = 备注记好了。

visit-button-earlier = 补记前几天
visit-earlier-day = 是哪天去的？
visit-earlier-met = 那天见到了谁？
visit-earlier-only = 只见到{ $name }
visit-earlier-reason = 隔了两天以上，请写一句为什么现在才记。
visit-earlier-confirm = <b>补记走访</b>：{ $day }，{ $met }。
visit-earlier-why = 晚记的原因：{ $reason }
visit-earlier-kept = 补记好了。

visit-digest-hello = 早上好！
visit-caught-up = （补发：系统刚恢复，让您久等了）
visit-ending = { $rule }：还有 { $count } 户（人）没走到，快到期了。
visit-remainder-title = <b>今天还有 { $left } 户没走到</b>，路过时看一看：
visit-remind-on = 下午继续提醒我
visit-remind-on-done = 好的，下午有没走到的，我会提醒您。

visit-alarm-title = <b>请马上看一看：连着两次没人应门</b>
visit-alarm-tries = 没人应门：{ $days }
visit-alarm-do = 请现在就联系本人、家属或邻居；联系不上，请上门，必要时拨 110 或 120。
visit-uncovered = <b>今天有 { $count } 个网格没人走访</b>：{ $grids }
    请尽快安排人顶上。

error-visit-in-future = 还没到那一天，不能先记。请选今天或之前的日子。
error-visit-too-long-ago = 隔得有点久了。请写一句为什么现在才记，就能记上。
error-nobody-met = 请点一下见到了谁；谁都没见到，就点“没人在家”。
error-visit-before-first-day = 花名册上从 { $day } 起才住在这里，更早的走访不能记在这户。请换一天，或者看看是不是另一户；登记的日子不对，请社区先更正。
visit-unreached-one = { $name }（{ $grid }）
visit-unreached = <b>{ $count } 位网格员还没有连上聊天</b>，收不到今天的走访：{ $who }
    请当面或打电话告诉；也可以在“邀请”里发链接给他们。
