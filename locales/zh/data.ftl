# 我的资料：要一份、收回同意、全部删除。

command-my_data = 我的资料：要一份、删除
menu-my_data = 我的资料
data-title = <b>我的资料</b>
data-agreed = 您同意了第 { $version } 版隐私说明（{ $when }）。
data-not-agreed = 您现在没有同意隐私说明，我们不再记新的内容。
data-nothing = 我们这里没有您的任何资料，没有可导出或删除的。
data-offers = 您可以随时：
    · 要一份我们存着的您的资料
    · 把您的资料全部删除
    · 收回同意
data-button-export = 给我一份
data-button-erase = 全部删除
data-button-withdraw = 收回同意
data-withdrawn = 好的，您的同意收回了。从现在起，不经您再次同意，我们不记您的任何新内容；已经在办的诉求还会办完，并告诉您结果。

    以前的资料还在。要不要一起全部删除？

erase-title = <b>全部删除：请您先看清楚</b>
erase-title-for = <b>替这位居民全部删除</b>
    须本人当面提出。谁删的会记下来。请先读给本人听：
erase-goes = <b>马上删掉</b>
    · 姓名、电话、住址、称呼和各项设置
    · { $chats } 个聊天里说过的话、没填完的内容
erase-goes-files = · 发来的 { $count } 个照片、语音
erase-goes-cases = · 已办结的 { $count } 件诉求里本人说的话
erase-goes-points = · 剩下的 { $points } 积分和 { $vouchers } 张没用的券，删除后作废
erase-goes-wishes = · 心愿墙上的 { $count } 个心愿，会撤下来
erase-goes-visits = · 社区名册上的登记、关爱类别和走访备注；<b>网格员不再上门走访</b>
erase-stays = <b>会留下，但不再和本人有关</b>
    · 诉求的编号、类别和办理经过，没有姓名电话
erase-stays-open = · 还在办的 { $count } 件诉求接着办：话里的姓名和号码会盖住，办完再删
erase-stays-rest = · 积分流水和走访次数，只剩数字
    · 依规定要留的“谁在何时删过”，只有编号
erase-cannot = 别人手机里已经收到的消息，我们收不回来。删除后找不回来。
erase-export-first = 想留底，请先“给我一份”。
erase-button-sure = 看清楚了，继续
erase-button-gone = 是的，全部删除
erase-button-keep = 不删了
erase-sure = 最后问一次：<b>真的全部删除吗？</b>
    请在 { $minutes } 分钟内确认。
erase-kept = 好的，什么都没有删。
erase-done-toast = 都删了。
erased-last-word = 您的资料已经全部删除，这之前的聊天记录也正在清除。

    用 Telegram 的话，较早的消息请您在手机上删掉这个聊天。
    以后再来，发 /start 就好，我们会像第一次见面一样。
resident-erased = { $compound } { $building } 有一位居民要求删除了个人资料，不再列入走访。
    如果还需要关照，请当面征得同意后重新登记。
erase-resident-button = 有人要求删除资料
erase-resident-who = 是哪一位当面提出的？
erase-resident-done = 已经全部删除，并记下是您经手的。请把办公室表格里的这一行也删掉，不然下次导入又会登记。

move-erase = 删除资料
move-erase-done = 诉求人删除了个人资料，联系不上了

error-exported-lately = 刚给过您一份。{ $month } 月 { $day } 日 { $time } 以后可以再要。
error-role-first = 您现在还担任：{ $roles }。请先让给您这个角色的人结束它，再来删除，手上的事才有人接。
error-erasure-stale = 问得太久了，请重新点一次“全部删除”。
error-erased-already = 已经删除过了，没有可删的。

data-export-title = 我的资料
data-export-made = 家门口在 { $when } 存着的、关于您的全部资料。只发给您本人，请收好。
data-export-page = 我的资料.html
data-export-archive = 我的资料-{ $number }.zip
data-export-comes = 好的，正在整理，分 { $count } 个文件陆续发到这里，先是一页能直接看的。
    只发在这个聊天里，我们不另外留底。
data-export-here = 这一页点开就能看，字是大的。照片、语音和给电脑读的数据随后分 { $of } 个压缩包发来。
data-export-part = 第 { $number } 个压缩包，一共 { $of } 个。
data-note-of-others = （备注里也写到家里其他人，请到社区当面看）
data-yes = 是
data-no = 否
looked-case_contact = 看了诉求的联系方式
looked-wish_contact = 看了心愿的联系方式
data-of-identity = 我是谁
data-of-chats = 在哪里聊天
data-of-consents = 同意过的隐私说明
data-of-roles = 担任过的角色
data-of-phones = 绑定过的手机号
data-of-cases = 我提的诉求
data-of-steps = 诉求的办理经过
data-of-ratings = 我的评价
data-of-joined = 我也遇到的事
data-of-wishes = 我的心愿
data-of-care = 为什么关照我
data-of-visits = 走访我的记录
data-of-looks = 谁看过我的信息
data-of-homes = 以前住的地方
data-of-agreements = 签过的服务协议
data-of-rider = 骑手资料
data-of-points = 积分
data-of-vouchers = 兑换券
data-of-check_ins = 签到
data-of-asked_to_look = 请我去现场看的隐患
data-of-appeals = 我对积分的申诉
data-of-quieted = 少收的提醒
data-of-files = 我发的照片和语音
data-is-name = 姓名
data-is-phone = 电话
data-is-number = 编号
data-is-nickname = 称呼
data-is-community = 社区
data-is-compound = 小区
data-is-address = 住址
data-is-language = 语言
data-is-large_type = 大字
data-is-since = 从什么时候
data-is-until = 到什么时候
data-is-channel = 渠道
data-is-version = 版本
data-is-at = 时间
data-is-reason = 原因
data-is-role = 角色
data-is-unit = 单位
data-is-platform = 平台
data-is-proven = 核实于
data-is-refused = 没认出
data-is-kind = 种类
data-is-category = 类别
data-is-state = 现在
data-is-words = 内容
data-is-anonymous = 匿名
data-is-place = 地点
data-is-lat = 纬度
data-is-lon = 经度
data-is-closed = 办结
data-is-by = 由谁
data-is-step = 做了什么
data-is-solved = 解决了吗
data-is-stars = 几颗星
data-is-shown = 墙上展示
data-is-thanks = 感谢的话
data-is-points = 积分
data-is-what = 是什么
data-is-way = 方式
data-is-file = 文件
data-is-corrected = 后来更正了
data-is-metres = 约多少米
data-is-found = 看到
data-is-looked = 看的时间
