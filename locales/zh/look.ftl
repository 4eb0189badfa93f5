## 骑手监督员：去现场看一眼

party-supervisor = 骑手监督员
party-checker = 去现场看的工作人员
menu-looks = 去现场看一眼
looks-title = 这些隐患办结了，您路过时帮着看一眼？
looks-none = 现在没有要看的，谢谢您。
look-asked = <b>{ $number }</b> 办结了，离您常在的地方约 { $metres } 米。您路过的话，帮忙看一眼：还在不在？
look-left = <b>{ $number }</b> 办结以后请骑手监督员去看，请了 { $rounds } 轮，没有人去成。请社区的人看一眼：还在不在？
case-look = 去现场看一眼
look-safe = 看过得 { $points } 分。停稳了再拍，不顺路就不用去。
look-open = 看照片和位置
look-gone = 没有了
look-there = 还在
look-ask-gone = 太好了。请拍一张现在的照片发来。
look-ask-there = 请拍一张现在的照片发来，马上重新办。
look-card = <b>{ $number }</b>：{ $found }
look-done-gone = 谢谢您！<b>{ $number }</b> 记下了：没有了。
look-done-there = 谢谢您！<b>{ $number }</b> 重新办了。
look-points = 照片比对好，积分就到。
move-look = 去现场看过
move-look-done = 去现场看过，没有了
error-look-over = { $number } 已经有人看过，或者有了新进展，不用再去了。谢谢您！
error-supervisors-ride = 监督员要先是签了双向服务协议的骑手。请发 /rider 签好，再点这个链接。
