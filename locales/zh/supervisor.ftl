# 骑手监督员：社区从骑手里选，也可以请他们歇下
riders-join = 我是骑手
riders-is-supervisor = { $name }（监督员）
riders-stopped = 双向协议已经停了。
riders-supervises = { $unit }监督员，从{ $day }起。
riders-appoint = 请做{ $unit }监督员
riders-dismiss = 不再做{ $unit }监督员
riders-appointed = 好的，已经告诉这位骑手了。
riders-dismissed = 好的，已经不是监督员了，骑手会收到通知。
supervisor-appointed-you = { $unit }请您做骑手监督员。抽到的隐患办结后会请您就近看一眼：没有了，还是还在。拍一张照片就行，看一次 { $points } 分。骑行中不用看手机，停稳了再看。
supervisor-appointed = 新的骑手监督员：{ $who }
supervisor-ended = 不再是骑手监督员了：{ $who }
error-own-appointment = 不能请自己做监督员，请让同事来点。
error-no-supervisor-now = 您现在不是这里的骑手监督员了，这件不用再看。谢谢您以前的帮忙。
