# 请假与顶班：申请、批准、请人顶上、提前回来。

menu-leave = 请假与顶班

leave-mine = <b>请假与顶班</b>
leave-none = 您没有请假，也没有答应顶班。
leave-ask = 我要请假
leave-board = <b>请假与顶班</b>　请您看看：
leave-board-empty = 没有等您处理的请假，各网格都有人。

leave-line-asked = 等批准　{ $who }，{ $first }到{ $last }
leave-line-granted = 已安排　{ $who }，{ $first }到{ $last }
leave-line-nobody = 缺人顶　{ $who }，{ $first }到{ $last }
leave-line-refused = 没批准　{ $who }，{ $first }到{ $last }
leave-line-cancelled = 已取消　{ $who }，{ $first }到{ $last }

leave-title = <b>{ $who }请假</b>　{ $first }到{ $last }
    网格：{ $grids }
leave-reason = 原因：{ $reason }
leave-state-asked = 在等社区批准。
leave-state-granted = 已经批准。
leave-state-refused = 没有批准。
leave-state-cancelled = 已经取消。
leave-answer = 社区说：{ $answer }
leave-stand-in = 由 { $who } 顶班。
leave-offered = 已经请 { $who } 顶班，在等答复。
leave-nobody = 还没有人顶班，请尽快找一位。
leave-who = 请谁顶班？点名字，就去问本人；不在聊天里的，请先当面说好。
leave-name = 请 { $who } 顶班
leave-name-no-chat = { $who } 顶班（当面说好了）

leave-step-grant = 批准，先不找人
leave-step-refuse = 不批准
leave-step-accept = 我来顶班
leave-step-decline = 我顶不了
leave-step-cancel = 不请了
leave-step-call_off = 取消这次请假
leave-step-return = 提前回来，从今天起

leave-done-grant = 批准了，已经告诉本人。
leave-done-refuse = 没有批准，已经告诉本人。
leave-done-name = 已经去问了，有答复马上告诉您。
leave-done-accept = 谢谢您！那几天的走访会发给您。
leave-done-decline = 好的，已经告诉社区另找人。
leave-done-cancel = 已经取消。
leave-done-return = 好的，从今天起还是原来的网格员走访。
leave-declined = 您没有接这次顶班，社区会另找人。

leave-ask-first = 从哪天开始请假？点一下，或者写日子，比如“下周一”“12月5日”。
leave-ask-last = 从{ $first }开始，请到哪天为止（含那天）？
leave-ask-reason = 为什么请假？写一句就行，只有社区能看到；不写也可以。
leave-confirm = <b>请假</b>　{ $first }到{ $last }。发出去后由社区批准并找人顶班。
leave-edit-days = 改日子
leave-sent = 已经报给社区，有答复马上告诉您。批准之前，走访还是您的。
leave-ask-answer = 为什么不批准？写一句，本人能看到；不写也可以。

leave-news-asked = 有人请假，请您看看。
leave-news-granted = 您的请假批准了。
leave-news-refused = 您的请假没有批准。
leave-news-offered = 想请您顶班，您看行吗？
leave-news-accepted = 顶班有人了。
leave-news-declined = 这几天还没有人顶班，请再找一位。
leave-news-cancelled = 这次请假取消了。
leave-news-returned = 请假的人提前回来了，从今天起还由本人走访。
leave-news-not_needed = { $first }到{ $last }的顶班不用您了，谢谢您。
visit-uncovered-see = 安排人顶上

error-leave-in-past = 请假从今天或以后开始，过去的日子不用再请了。
error-leave-ends-early = 最后一天比第一天还早，请再看看日子。
error-leave-too-long = 一次最多请 { $days } 天。更长的请和社区当面说。
error-leave-overlaps = 这几天和您已有的请假（{ $first } 到 { $last }）重了。要改的话，请先取消那一次。
error-leave-moved-on = 这次请假已经有人处理过，或者日子已经过了，没有再改动。
error-stand-in-away = 这位那几天也不在，或者已经不在这里工作了。请另选一位。
error-no-grid = 您没有负责的网格，走访上不用请假。

leave-enter = 替网格员登记请假
leave-enter-whose = 替谁登记请假？
leave-enter-nobody = 您这里没有网格员。
leave-not-in-chat = { $name }（没有连上聊天）
leave-board-back = 回到请假与顶班
leave-entered = 登记好了，这个假已经批准。请在下面选一位顶班。
