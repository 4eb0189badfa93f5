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

error-exported-lately = 刚给过您一份。{ $when } 以后可以再要。
error-role-first = 您现在还担任：{ $roles }。请先让给您这个角色的人结束它，再来删除，手上的事才有人接。
error-erasure-stale = 问得太久了，请重新点一次“全部删除”。
error-erased-already = 已经删除过了，没有可删的。
