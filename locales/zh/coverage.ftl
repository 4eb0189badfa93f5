# 走访情况：覆盖率、每个数字后面的走访、本月走访、红点。

menu-coverage = 走访情况
menu-own_month = 本月走访
menu-red = 红点
command-coverage = 看走访情况：谁该看、看了没有
command-red = 看红点：好久没见到的人家

coverage-title = { $unit } 走访情况 { $period }
coverage-heading = <b>{ $title }</b>
coverage-title-rule = { $unit } { $rule } { $period }
coverage-period-day = { $year }年{ $month }月{ $day }日
coverage-period-week = { $year }年{ $month }月{ $day }日至{ $last_month }月{ $last_day }日
coverage-period-half_month = { $year }年{ $month }月{ $day }日至{ $last_month }月{ $last_day }日
coverage-period-month = { $year }年{ $month }月
coverage-none = 这段日子没有该走访的。
coverage-no-data = 没有
coverage-all = 合计

coverage-visited = 走到了 <b>{ $percent }</b>：该走访 { $due } 次，走到 { $visited } 次
coverage-in-time = 按时 { $met } 次，过期补上 { $late } 次，漏了 { $missed } 次，还在期内 { $open } 次
coverage-lapsed = 另有 { $count } 次没到期就不用走了（搬走、不再需要），不算在内。
coverage-gap = 等得最久的一户：{ $days } 天
coverage-line = { $name }：{ $percent }（{ $visited }/{ $due }），漏 { $missed }，最久 { $days } 天
coverage-line-worker = { $name }：{ $percent }（{ $visited }/{ $due }），漏 { $missed }，亲自走到 { $made }
coverage-line-none = { $name }：没有该走访的
coverage-no-grid = 不在任何网格里的
coverage-no-grid-of = { $community }（还没分网格的）
coverage-footnote = 一次走访算在它到期的那一天；不用再走的 { $count } 次不算在内。

coverage-earlier = ◀ 往前
coverage-later = 往后 ▶
coverage-span-day = 日
coverage-span-week = 周
coverage-span-half_month = 半月
coverage-span-month = 月
coverage-by-u = 按单位看
coverage-by-r = 按规则看
coverage-by-w = 按网格员看
coverage-all-rules = 所有规则
coverage-others = 看别的
coverage-above = 上一级
coverage-picture = 看图
coverage-xlsx = 要表格
coverage-csv = 要 CSV
coverage-open-missed = 漏的 { $count } 次
coverage-open-late = 补上的 { $count } 次
coverage-open-open = 期内的 { $count } 次
coverage-open-met = 按时的 { $count } 次
coverage-open-lapsed = 不用走的 { $count } 次
coverage-views = 换个看法
coverage-into = 点开一处看
coverage-more = 明细和表格
coverage-back = 回到走访情况
coverage-sheet-sent = 表格在上面：{ $title }
coverage-no-such-day = 没看懂是哪一天。请这样写：/coverage 2026-10 或 /coverage 2026-10-31

coverage-column-name = 名称
coverage-column-visited = 走到 %
coverage-column-in_time = 按时 %
coverage-column-due = 该走访
coverage-column-met = 按时走到
coverage-column-late = 过期补上
coverage-column-missed = 漏了
coverage-column-open = 还在期内
coverage-column-lapsed = 不用走了
coverage-column-gap = 最久几天
coverage-column-made = 亲自走到
coverage-name-visited = 走到了
coverage-name-in-time = 按时

coverage-rows-met = <b>{ $unit } { $period }：按时走到的</b>
coverage-rows-late = <b>{ $unit } { $period }：过期补上的</b>
coverage-rows-missed = <b>{ $unit } { $period }：漏了的</b>
coverage-rows-open = <b>{ $unit } { $period }：还在期内的</b>
coverage-rows-lapsed = <b>{ $unit } { $period }：不用再走的</b>
coverage-rows-none = 这里没有。
coverage-rows-no-doors = 门牌和姓名只给照看这户的网格员和社区看。
coverage-row = <b>{ $when }</b>　{ $who }{ $on }
    { $where }，{ $rule }
coverage-row-days = { $month }月{ $day }日至{ $last_month }月{ $last_day }日
coverage-row-day = { $month }月{ $day }日
coverage-row-on = ，{ $day }走到
coverage-door = { $compound } { $building } { $door }
coverage-household = 整户

own-month-title = <b>{ $name }的走访 { $period }</b>
own-month-picture = { $name }的走访 { $period }
own-month-grids = 负责：{ $grids }
own-month-all-done = 该走访的 { $due } 次都走到了，一户不漏。辛苦了！
own-month-visited = 走到 <b>{ $percent }</b>：该走访 { $due } 次，按时 { $met } 次，补上 { $late } 次，漏了 { $missed } 次，还在期内 { $open } 次
own-month-none = 这段日子没有归这里的走访。
own-month-rule = { $rule }：{ $visited }/{ $due }，按时 { $met }，补上 { $late }，漏 { $missed }
own-month-days = 上班 { $working } 天，出门走访 { $walked } 天，敲开门 { $stops } 次，没人在家 { $nobody_home } 次
own-month-leave = 休假 { $days } 天
own-month-for-others = 还替别的网格走到 { $count } 次，谢谢帮忙。
own-month-streak = 已经连续 { $days } 天没有漏访。
own-month-gap = 等得最久的一户 { $days } 天没见到人，{ $missed ->
    [0] 一直在看着，很好。
   *[other] 可以先看看有没有难处。
}
own-month-missed = 看漏了的
own-month-red = 看红点
own-month-footnote = 连续 { $streak } 天没有漏访；等得最久 { $days } 天

red-title = <b>红点：{ $count } 处好久没走到</b>，等得最久的排在前面
red-title-later = <b>红点：还有 { $count } 处</b>
red-none = 没有红点：该看的都看到了。谢谢大家！
red-line = <b>{ $days } 天</b>　{ $who }，{ $met }
    { $where }，{ $rule }{ $missed ->
    [0] { "" }
   *[other] ，漏了 { $missed } 次
}
red-do = 点一户，看是谁、为什么、上次什么时候见到。
red-units-title = <b>{ $unit } 红点</b>，多的排在前面
red-unit = { $name }：{ $count } 处，最久 { $days } 天
red-units-none = { $unit }没有红点，该看的都看到了。
red-later = 下一页（还有 { $count } 处）
red-first = 从头看
