## 骑手：榜单、徽章、平台和片区

rider-button-board = 本月榜单
rider-button-nickname = 起个昵称上榜
rider-button-off_board = 不上榜了
rider-button-badges = 我的徽章
rider-button-about = 平台和常跑的地方
board-title = <b>本月积分榜</b>
board-line = { $place }. { $nickname }　{ $points } 分
board-none = 这个月还没有人上榜，您来当第一个？
board-mine = 您在榜上叫：{ $nickname }
board-not-on = 您没有上榜。想上榜就起个昵称，别用真名。
nickname-ask = 您想在榜上叫什么？2 到 12 个字，别用真名和电话。
nickname-done = 好的，榜上就叫您 <b>{ $nickname }</b>。
error-nickname-unfit = { $what ->
    [length] 昵称要 2 到 { $limit } 个字，请再起一个。
    [signs] 昵称里请只用字、字母和数字，请再起一个。
    [number] 昵称里别放电话号码，请再起一个。
    [name] 这看起来像真名。大家都看得见，请换一个不是真名的。
   *[refused] 这个昵称不合适，请再起一个。
}
error-nickname-taken = 这个昵称已经有人用了，请再起一个。
badges-title = <b>我的徽章</b>
badge-line = { $category }：{ $badge ->
    [1] 铜牌
    [2] 银牌
   *[other] 金牌
}（核实 { $count } 件）
badges-none = 还没有徽章。同一类隐患核实满 { $first } 件就有第一枚。
about-platform = 您跑哪一类？
about-area = 您常在哪个社区跑？
about-anywhere = 到处跑
about-done = 记下了，谢谢您。
platform-takeaway = 外卖
platform-courier = 快递
platform-grocery = 买菜、跑腿
platform-other = 别的
points-expire-soon = 您有 { $points } 分一个月后就要到期，最早的请在{ $day }之前用掉。
agreement-ended-by-us = 社区停了和您的双向服务协议。原因：{ $reason }
    您已有的积分都还在，照样能换。有不同看法，请到驿站找我们说说。
error-agreement-closed = 您的协议是社区停的，原因：{ $reason }。想再签，请到驿站找社区工作人员说说。

menu-riders = 骑手
riders-title = 骑手：点一位看看
riders-none = 还没有骑手签协议。
riders-nameless = 骑手 { $id }
riders-end = 停止双向协议
riders-again = 同意再签
riders-back = 返回名单
riders-ask-reason = 为什么停？请写一句，骑手会看到。
riders-confirm = 停止这位骑手的双向服务协议？原因：{ $reason }
riders-end-sure = 确定停止
riders-ended = 已经停了，骑手会收到通知。积分都留着。
riders-may-sign = 好的，这位骑手可以再签了。
