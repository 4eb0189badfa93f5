# Cases: cards, states, moves, reports, pushes about them.
kind-wish = 微心愿
kind-complaint = 投诉/意见
kind-hazard = 隐患随手拍
kind-need = 走访发现的需求

state-submitted = 已提交，等受理
state-accepted = 已受理
state-dispatched = 已派人
state-handling = 办理中
state-suspended = 暂时挂起
state-resolved = 已办好，等核查
state-checked = 已核查，等评价
state-closed = 已办结
state-rejected = 没有受理
state-duplicate = 已并入另一件
state-withdrawn = 已撤回

category-city_look = 市容环境
category-advertising = 宣传广告
category-construction = 施工管理
category-street_order = 街面秩序
category-emergency = 突发事件
category-facilities = 公用设施
category-property = 物业
category-noise = 噪音
category-parking = 停车
category-utilities = 水电气热
category-neighbours = 邻里
category-policy = 政策咨询
category-help_at_home = 上门帮忙
category-company = 陪伴
category-things = 想要的东西
category-other = 其他

route-on_spot = 急难问题现场办
route-proxy = 行政事务领代办
route-proactive = 排查问题主动办
route-tracked = 受理问题跟踪办
route-joint = 难点问题联动办

party-reporter = 诉求人
party-worker = 网格员
party-community = 社区
party-street = 街道
party-system = 系统

move-accept = 受理
move-confirm = 核实属实
move-confirm_serious = 核实：严重隐患
move-confirm_solved = 属实，已经没有了
move-reject = 不受理
move-withdraw = 撤回
move-start = 开始办理
move-suspend = 挂起
move-resume = 继续办理
move-resolve = 办好了
move-solve = 我当场弄好了
move-check = 核查通过
move-send_back = 退回重办
move-reopen = 没有解决
move-close = 办结
move-edit = 改内容
move-dispatch = 派人
move-transfer = 转给别的网格
move-take_over = 街道接办
move-merge = 并入另一件
move-unmerge = 拆分出来
move-categorise = 改类别
move-ask = 问诉求人
move-add = 补充
move-urge = 催办
move-note = 内部备注

move-submit-done = 提交了诉求
move-accept-done = 受理了
move-confirm-done = 核实属实
move-confirm_serious-done = 核实为严重隐患
move-confirm_solved-done = 核实属实，已经没有了
move-reject-done = 没有受理
move-withdraw-done = 撤回了
move-start-done = 开始办理
move-suspend-done = 挂起了
move-resume-done = 继续办理
move-resolve-done = 办好了
move-solve-done = 当场弄好了
move-check-done = 核查通过
move-send_back-done = 退回重办
move-reopen-done = 说没有解决，重新办
move-close-done = 办结
move-edit-done = 改了内容（原来的话也留着）
move-dispatch-done = 派了人
move-transfer-done = 转到别的网格
move-take_over-done = 由街道接办
move-merge-done = 并入另一件
move-unmerge-done = 从另一件拆了出来
move-categorise-done = 改了类别
move-ask-done = 问了诉求人
move-add-done = 补充了
move-urge-done = 催办了
move-note-done = 写了内部备注

move-ask-resolve = <b>{ $number }</b> 是怎么办好的？请写几句，也可以发照片。
move-ask-reject = 为什么不受理 <b>{ $number }</b>？诉求人会看到。点一个，或者自己写。
move-ask-suspend = <b>{ $number }</b> 在等什么？请写一句，诉求人会看到。
move-ask-send_back = <b>{ $number }</b> 哪里没办好？请写一句。
move-ask-reopen = 实在抱歉。<b>{ $number }</b> 哪里还没有解决？请写一句，马上重办。
move-ask-photo = <b>{ $number }</b> 请先发一张处理后的照片。
move-card = <b>{ $number }</b>　{ $move }
move-said = 说明：{ $note }
move-recorded = <b>{ $number }</b> 已记下：{ $move }。

case-title = <b>{ $number }</b>　{ $kind }
case-state = 现在：<b>{ $state }</b>
case-category = 类别：{ $category }
case-danger = <b>紧急：请马上处理</b>
case-place = 地点：{ $place }
case-words = “{ $words }”
case-words-hidden = （别人写的话，只给办事的人看）
case-no-words = （没有文字）
case-respond-by = { $when }有人答复。
case-resolve-by = { $when }办好。
case-supporters = 有 { $count } 个人遇到同样的事。
case-history = <b>经过</b>
case-line = { $when }　{ $who }：{ $move }
case-line-note = “{ $note }”
case-photos = 看照片（{ $count }）
case-map = 看位置
case-full = 看全文
case-photos-of = <b>{ $number }</b> 的照片

my-cases = <b>您提过的诉求</b>
my-cases-none = 您还没有提过诉求。有事直接说就行。
queue = <b>{ $scope }</b>，最急的在前面
queue-none = 没有这样的诉求。
list-row = <b>{ $number }</b>　{ $state }，{ $category }，{ $when }
list-row-done = <b>{ $number }</b>　{ $state }，{ $category }
list-first = 从头看
list-more = 下一页

rate-solved = 解决了
rate-not-solved = 没有解决
rate-how = <b>{ $number }</b> 您满意吗？
rate-5 = 非常满意（5）
rate-4 = 满意（4）
rate-3 = 一般（3）
rate-2 = 不太满意（2）
rate-1 = 不满意（1）
rate-thanks = 谢谢您的评价

report-ask-words-any = 您想说什么事？打字、照片、语音都行。
report-ask-words-wish = 您有什么心愿？打字、照片、语音都行。
report-ask-words-complaint = 出了什么事？打字、照片、语音都行。
report-ask-words-need = 这户人家需要什么？写几句就行。
report-ask-words-more = 您想说什么事？写几句就行，也可以发语音。
report-received-photos = 照片收到了，{ $count } 张。
report-received-voices = 语音收到了，{ $count } 段。
report-received-place = 位置收到了。
report-ask-place = 在什么地方？点“位置”发过来最快，写一句也行；说不清就点“跳过”。
report-ask-media = 请发照片或语音。
report-ask-category = 这是哪一类？
report-ask-category-likely = 这大概是哪一类？点一下就行。
report-category-none-of-these = 都不是，看全部
report-ask-kind = 这是心愿，还是要反映的问题？
report-confirm = <b>请您看看对不对</b>
report-kind = 这是：{ $kind }
report-category = 类别：{ $category }
report-words = 内容：{ $words }
report-media = { $photos ->
    [0] 没有照片
   *[other] 照片 { $photos } 张
}{ $voices ->
    [0] {""}
   *[other] ，语音 { $voices } 段
}
report-place = 地点：{ $place }
report-place-shared = 您发来的位置
report-place-home = 您住的小区
report-place-near = 您住的那一片（不写小区）
report-place-household = 刚走访的这户
report-anonymous = 匿名：办事的人看不到您是谁
report-anonymous-voice = 语音会原样放给办事的人听，怕听出来就打字。
report-edit-words = 改内容
report-edit-category = 改类别
report-edit-kind = 改类型
report-edit-place = 改地点
report-edit-media = 加照片
report-hide = 匿名提交
report-named = 不匿名了
report-filed = { $kind }收到了，编号 <b>{ $number }</b>。
report-next = 接下来：{ $when }有人答复，有进展我马上告诉您。
report-follow = 看进展

notice-case-new = <b>有新的诉求 { $number }</b>，请您看一看。
notice-case-danger = <b>紧急！{ $number }</b> 请马上联系处理。
notice-case-unplaced = <b>{ $number }</b> 还不知道归哪个网格，请看一看。
notice-case-moved = <b>有进展：</b>{ $who }{ $move }。
notice-case-to-check = <b>{ $number }</b> 办好了，请核查。
notice-case-rate = <b>{ $number }</b> 办好了，也核查过了。您看解决了吗？
notice-case-streets = <b>{ $number }</b> 重办了两次还没有解决，请街道接办。
notice-case-back = <b>{ $number }</b> 有变化，请看一看。
notice-update-failed = 有一条居民消息系统没能处理，已经单独存好，请联系管理员。
notice-calendar-unconfirmed = 今年的节假日安排还没有公布，暂时按普通周末计算。

case-withdraw-sure = <b>真的撤回 { $number } 吗？</b>
    撤回以后就不再办了，也不能恢复；要办得重新提。
case-withdraw-yes = 撤回，不用办了
case-withdraw-no = 不撤回
