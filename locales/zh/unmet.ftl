# 连着两次没人应门：马上成为一件事，交给社区。

unmet-words = 走访时连着两次没有人应门，请尽快核实人是否平安。
unmet-case-button = 打开 { $number }
unmet-known-button = 看已知情况
unmet-known-title = <b>{ $number }</b> 已知的情况
unmet-known-who = 要找的人：{ $who }
unmet-known-try = 没人应门：{ $day }，{ $by }
unmet-known-seen = 最后见到：{ $day }，{ $way }，{ $by }
unmet-known-never = 走访记录里还没有见到过。
unmet-known-call = <b>可以打电话问</b>
unmet-contact = { $name }　{ $phone }
unmet-known-nobody = 这户没有登记的人，请问邻居或楼长。
unmet-known-logged = 这次查看已经记录。
move-seen = 见到了
move-seen-done = 后来走访，见到了本人
notice-case-seen = <b>{ $number }</b> 后来走访见到人了。请看一看，没事就可以办结。
