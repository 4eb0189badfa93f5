# 走访记录：备注、以前的记录、改正。

visit-button-more = 更多
visit-button-video = 视频看过了
visit-note-files = 收到 { $count } 个照片或语音。可以再写两句，写完就记好了；不写就点提交。
visit-past-button = 以前的记录
visit-past = <b>{ $compound } { $building } { $door }</b>　最近几次
visit-past-met = { $day }：{ $way }，见到 { $who }
visit-past-away = { $day }：去过，没人在家
visit-past-note = 　　{ $note }
visit-fix-button = 记错了，改一改
visit-fix-one = { $day }的记错了
visit-fix-met = 实际是怎样的？
visit-fix-nobody = 其实没有去
visit-fix-way = 是怎么见到的？
visit-fix-why = 请写一句为什么要改。
visit-fix-right = { $who }，{ $way }
visit-fix-confirm = <b>改成</b>：{ $right }。原来那条不再算数，两条都会留着。
visit-fix-reason = 原因：{ $reason }
visit-fix-done = 改好了。

error-corrected-already = 这一条已经改过了，没有再改。
error-too-late-to-correct = 只能改自己 { $hours } 小时内记下的。要改别的，请社区来改。
