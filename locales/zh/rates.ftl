# 三率：卡片、图、表、每个数字后面的诉求。

menu-rates = 三率
command-rates = 看三率：响应、解决、满意
error-period-not-begun = 这段日子还没有到，没有数字。

rates-title = { $unit } 三率 { $period }
rates-heading = <b>{ $title }</b>
rates-period-day = { $year }年{ $month }月{ $day }日
rates-period-week = { $year }年{ $month }月{ $day }日至{ $last_month }月{ $last_day }日
rates-period-month = { $year }年{ $month }月
rates-period-quarter = { $year }年第{ $quarter }季度
rates-period-year = { $year }年
rates-so-far = { $period }（截至{ $month }月{ $day }日）
rates-none = 这段日子没有数据。
rates-no-data = 没有数据
rates-no-grid = 还没分到网格
rates-all = 合计

rates-name-response = 响应率
rates-name-resolution = 解决率
rates-name-satisfaction = 满意率
rates-response = 响应率 <b>{ $percent }</b>：到期 { $of } 件，按时响应 { $counted } 件
rates-resolution = 解决率 <b>{ $percent }</b>：{ $of } 次回答，{ $counted } 次说解决了
rates-satisfaction = 满意率 <b>{ $percent }</b>：{ $of } 次回答，{ $counted } 次满意
rates-unanswered = 还有 { $count } 件没有等到回答，不算在内。
rates-line = { $name }：响应 { $response }，解决 { $resolution }，满意 { $satisfaction }
rates-line-none = { $name }：没有数据
rates-footnote = 解决率和满意率只看诉求人的回答；没有等到回答的 { $count } 件不算在内。

rates-earlier = ◀ 往前
rates-later = 往后 ▶
rates-details = 明细、图和表
rates-spans = 换个时段
rates-into = 点开一处看
rates-span-day = 日
rates-span-week = 周
rates-span-month = 月
rates-span-quarter = 季
rates-span-year = 年
rates-by-u = 按单位看
rates-by-c = 按类别看
rates-all-categories = 所有类别
rates-into-others = 看别的
rates-above = 上一级
rates-picture = 看图
rates-sheet = 要表格
rates-open-response = 响应明细
rates-open-resolution = 解决明细
rates-open-satisfaction = 满意明细
rates-open-unanswered = 没回答的 { $count } 件
rates-back = 回到三率
rates-sheet-sent = 表格在上面：{ $title }
rates-no-such-day = 没有这一天。请这样写：/rates 2026-10-31

rates-column-name = 单位或类别
rates-column-due = 到期件数
rates-column-in_time = 按时响应
rates-column-answered = 回答次数
rates-column-solved = 说解决了
rates-column-satisfied = 满意
rates-column-unanswered = 没有回答

rates-rows-response = <b>{ $unit } { $period }：响应明细</b>
rates-rows-resolution = <b>{ $unit } { $period }：解决明细</b>
rates-rows-satisfaction = <b>{ $unit } { $period }：满意明细</b>
rates-rows-unanswered = <b>{ $unit } { $period }：没有等到回答的</b>
rates-rows-none = 这里没有诉求。
rates-row = { $number }　{ $category }：{ $counts }
rates-row-response-yes = 按时响应了
rates-row-response-no = 没有按时响应
rates-row-resolution-yes = 说解决了
rates-row-resolution-no = 说没有解决
rates-row-satisfaction-yes = 满意
rates-row-satisfaction-no = 不算满意
rates-row-unanswered = 没有回答
rates-row-stars = （{ $stars } 分）
rates-elsewhere = 已转到别处

