## 驿站：找最近的、签到、报坏了

menu-stations = 附近驿站、签到
stations-ask = 发一个位置，我告诉您最近的驿站；人在驿站里，发位置就能签到。
    驿站里贴着今天的签到码，直接打出来也行。
stations-nearest = <b>离您最近、现在开着的驿站</b>
stations-all-closed = <b>驿站现在都没开</b>，最近的是：
station-near = <b>{ $name }</b>　{ $metres } 米
station-near-hours = { $opens } 到 { $closes }，{ $feature }
station-works = 能用：{ $what }
station-works-not = 暂时不能用：{ $what }
station-report = 报：{ $what }坏了
station-check-in = 签到、找别的驿站
station-check-in-here = 我在这儿，签到
station-code = 今天的签到码
provision-reported = { $what }：坏了，正在修（{ $number }）
checked-in = 签到好了：{ $station }。坐下歇歇，喝口水。
check-in-earned = 得 { $points } 分。
check-in-code = <b>{ $station }</b> 今天的签到码：<b>{ $code }</b>
    只管今天，明天自动换新的。
check-in-code-title = 骑手签到
check-in-code-below = 今天的码：{ $code }
check-ins-counted = 今天签到 { $today } 人，本月 { $month } 人次；全社区本月 { $community } 人次。
fault-words = { $station }：{ $what }坏了
fault-filed = 记下了，编号 { $number }，修好了告诉您。
fault-known = 已经有人报过了，{ $number } 正在修，修好了告诉您。
error-checked-in-today = 今天已经在{ $station }签过到了，明天再来。
error-check-in-code = 这个码不对，或者不是今天的。请看看驿站里今天贴的码，再打一次；也可以发个位置。
error-not-at-station = 您现在好像不在驿站。请到了以后再发一次位置。
error-check-in-for-riders = 驿站谁来都欢迎。签到是给签了双向服务协议的骑手记的，想签请发 /rider。
