# Calls after closing 回访.
menu-callbacks = 回访
menu-callbacks-count = 回访（{ $count }）
party-caller = 回访

callback-title = <b>回访</b>　抽到的诉求，问一问到底办得怎么样。
callback-month = 本月：回访 { $called } 件，联系上 { $reached } 件，解决 { $solved } 件，满意 { $satisfied } 件。
callback-waiting = 等您回访的，最早办结的在前面：
callback-none = 现在没有等您回访的。自己办的、自己核查的由别人回访。

callback-of = <b>{ $number }</b>　{ $category }　回访
callback-done = 办理经过：
callback-said-nothing = 诉求人还没有评价过。
callback-said-not-solved = 诉求人评价过：没有解决。
callback-said = 诉求人评价过：解决了，满意度 { $satisfaction } 分。
callback-anonymous = 这位是匿名的：点“在对话里问”，姓名和电话都不会露出来。
callback-tries = 已经联系过 { $count } 次没联系上，满 { $most } 次就算没联系上。
callback-was-asked = { $when }在对话里问过了，等诉求人回答。

callback-ask = 在对话里问
callback-note = 记回访结果
back-callbacks = 回访列表
callback-asked = 问过了，诉求人一回答就记下来

callback-ask-reached = <b>{ $number }</b> 联系上了吗？
callback-ask-reached-anonymous = <b>{ $number }</b> 匿名的诉求人在对话里自己回答，您只要记还没有回音。
callback-reached-yes = 联系上了
callback-reached-no = 没有联系上
callback-ask-solved = <b>{ $number }</b> 解决了吗？
callback-ask-satisfaction-call = <b>{ $number }</b> 诉求人满意吗？
callback-ask-satisfaction-own = <b>{ $number }</b> 您满意吗？
callback-ask-why-call = <b>{ $number }</b> 哪里没有解决？写一句，会重新办理。
callback-ask-why-own = <b>{ $number }</b> 哪里没有解决？您写一句，我们重新办。
callback-ask-note-call = <b>{ $number }</b> 还有要记的吗？写一句，没有就跳过。
callback-ask-note-own = <b>{ $number }</b> 您还有想说的吗？没有就跳过。
callback-confirm = <b>{ $number }</b> 回访结果，请看看对不对：
callback-recorded = <b>{ $number }</b> 回访记下了，辛苦了。
callback-recorded-own = <b>{ $number }</b> 记下了，谢谢您告诉我们。
callback-recorded-reopened = <b>{ $number }</b> 记下了，没有解决的会接着办。

notice-callback-asked = <b>{ $number }</b>（{ $words }）办结有几天了，想听您说句实话：解决了吗？满意吗？

error-callback-over = 这件回访已经有了结果，或者诉求又在办了，不用再记。
error-own-work-not-called = 自己办的、自己核查的、自己提的，要请别人来回访。
error-asked-through-chat = 匿名的诉求人不打电话，请先点“在对话里问”，由诉求人自己回答。
error-callback-asked-today = 今天已经问过了，等一等回音吧。
error-callback-nobody-in-chat = 这件是替人登记的，诉求人不在对话里，请打电话或者上门问。
