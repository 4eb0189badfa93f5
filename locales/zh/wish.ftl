# The wish wall: offering, approving, taking up, fulfilling, thanking; and the months.
move-take_up = 领走心愿
move-give_back = 放回心愿墙
move-fulfil = 心愿办好了
move-take_up-done = 领走了心愿
move-give_back-done = 把心愿放回了墙上
move-fulfil-done = 说心愿实现了
party-taker = 领愿方

menu-wishes = 心愿墙
menu-our_wishes = 我们的心愿
command-wishes = 心愿墙
case-wall = 心愿墙

wish-state-offered = ◇ 等社区看
wish-state-on_wall = ○ 等人领
wish-state-taken = ◐ 有人在办
wish-state-fulfilled = ◕ 说办好了
wish-state-confirmed = ● 实现了
wish-state-thanked = ● 实现了
wish-state-declined = × 不上墙
wish-state-withdrawn = × 已撤下

wish-offer-line = 要不要放到心愿墙上？不写您的名字，爱心单位看到了可以来帮忙。不点就不放。
wish-offer = <b>{ $number }</b> 放到心愿墙上？
    墙上不写名字、门牌和电话，也不放您说的原话：社区先写一句合适的，再放上去。
    没有人领走之前，随时可以撤下来。
wish-offered = 好的，交给社区了。写好上墙，我告诉您。

wish-list-wall = <b>心愿墙</b>
wish-list-wall-none = 墙上现在没有这样的心愿。
wish-list-done = <b>心愿墙</b>：已经实现的
wish-list-done-none = 还没有可以给大家看的。
wish-list-approve_list = <b>等您看的心愿</b>
wish-list-approve_list-none = 没有等您看的心愿。
wish-list-ours = <b>我们领的心愿</b>
wish-list-ours-none = 还没有领过心愿。去墙上看看？
wish-list-kind = 只看：{ $category }
wish-row = “{ $wording }”　{ $state }　{ $category }
wish-metres = 约 { $metres } 米
wish-kilometres = 约 { $kilometres } 公里
wish-not-worded = （还没有写）
wish-way-ways = 换着看
wish-way-back = 回到这一页
wish-way-wall = 心愿墙
wish-way-kinds = 按类别看
wish-way-near = 离我近的
wish-way-done = 看实现了的
wish-way-approve_list = 等您看的（{ $count }）
wish-way-ours = 我们的心愿
wish-way-month = 看每个月
wish-all-kinds = 全部
wish-which-kind = 看哪一类？
wish-ask-near = 您在哪儿？发一个位置，先看离您近的。位置只用这一次，不保存。
wish-near-used = 好的，近的在前面。

wish-title = <b>心愿 { $code }</b>
wish-stands = 现在：<b>{ $state }</b>
wish-kind = { $category }　{ $community }
wish-case = 编号：{ $number }
wish-private = 许愿人说的（不上墙）：“{ $words }”
wish-proposal = 墙上会写：“{ $wording }”
wish-wording = “{ $wording }”
wish-may-not-stand = 这句还不能上墙：太长，或者有名字、门牌、电话。请点“换个写法”。
wish-reason = 没有上墙：{ $reason }
wish-holder = { $role }：{ $name }
wish-until = { $when }办好；到时没办好，心愿会放回墙上。
wish-how = 怎么联系：点“写给许愿人”，我来转达。找不到路，问{ $community }。
wish-guide = 带路的网格员：{ $name }

wish-do-offer = 放到心愿墙上
wish-do-keep = 不放
wish-do-case = 看这件诉求
wish-do-open = 看这个心愿
wish-do-reword = 换个写法
wish-do-approve = 就这样上墙
wish-do-decline = 不上墙
wish-do-withdraw = 撤下来
wish-do-take_up = 我们来实现
wish-do-give_back = 办不了，放回去
wish-do-fulfil = 办好了
wish-do-thank = 说声谢谢
wish-do-photo = 放一张照片
wish-do-ask = 写给许愿人
wish-do-reply = 回复对方
wish-do-share = 告诉对方我的姓名电话
wish-do-contact = 看联系方式
wish-do-show = 让大家看到实现了

wish-ask-reword = 墙上写哪一句？一两句就行，不要有名字、门牌、电话。
wish-ask-decline = 为什么不上墙？许愿人会看到，请写一句。
wish-ask-give_back = 为什么办不了？写一句，社区和许愿人会看到。
wish-ask-fulfil = 怎么实现的？请写几句。
wish-ask-fulfil-photo = 太好了！请先发一张照片。
wish-ask-thank = 想说什么？打字、照片、语音都行。对方看不到您的名字。
wish-ask-photo = 请发一张照片。
wish-ask-photo-photo = 墙上放哪张照片？不要有人脸和门牌。社区看过才上墙。
wish-ask-ask = 想对许愿人说什么？我来转达。
wish-ask-reply = 想对对方说什么？我来转达，不带您的名字。
wish-ask-share = 请写您的姓名和电话，只给领走心愿的这一方看。
wish-check-fulfil = <b>心愿 { $code }</b> 办好了，请您看看对不对
wish-check-thank = <b>心愿 { $code }</b> 的感谢，请您看看对不对

wish-done-approve = 上墙了
wish-done-withdraw = 撤下来了，诉求照常办
wish-done-take_up = 是你们的了，谢谢！
wish-done-show = 好的，大家能看到它实现了
wish-done-share = 告诉对方了
wish-done-reword = 改好了。
wish-done-decline = 记下了，许愿人会看到原因。
wish-done-give_back = 心愿放回墙上了。谢谢你们说一声。
wish-done-fulfil = 谢谢你们！我去问许愿人实现了没有。
wish-done-thank = 转达了，没有写您的名字。
wish-done-photo = 照片放好了，等社区看。
wish-done-ask = 转达了。
wish-done-reply = 转达了。
wish-contact = 许愿人留的：{ $contact }
    请只用来实现这个心愿。您看过，我记了一笔。

wish-to-approve = <b>有一个心愿等您看</b>，合适就放上墙。
wish-news-approved = 您的心愿上墙了（{ $code }）。有人领走，我马上告诉您。
wish-news-declined = 您的心愿没有上墙（{ $code }），点开看原因。诉求照常办。
wish-news-taken = 您的心愿有人领走了：{ $role }{ $name }，{ $when }办好。
wish-news-free = 您的心愿又放回墙上了（{ $code }），等下一家来领。
wish-news-lapsed = 心愿 { $code } 的时间到了，已经放回墙上。谢谢你们的心意。
wish-news-soon = 心愿 { $code } 快到时间了，{ $when }办好。办不了可以放回去。
wish-news-asked = { $role }{ $name } 想问您（心愿 { $code }）：
wish-news-replied = 许愿人回复了（心愿 { $code }）：
wish-news-contact = 许愿人愿意告诉你们姓名和电话（心愿 { $code }）。
wish-news-confirmed = 许愿人说，心愿 { $code } 实现了。谢谢你们！
wish-news-true = 太好了，心愿 { $code } 实现了！要不要说声谢谢？
wish-news-not_fulfilled = 许愿人说，心愿 { $code } 还没有实现，它又放回墙上了。
wish-news-ended = 心愿 { $code } 已经由社区另外办了，不用再办。谢谢你们。
wish-news-thanked = 许愿人谢谢你们（心愿 { $code }）：
wish-is-it-true = <b>您的心愿办好了，实现了吗？</b>
    您的心愿：“{ $wish }”
    对方说：“{ $words }”
wish-came-true = 实现了
wish-not-yet = 还没有

wish-month-title = <b>{ $name }</b>（{ $role }）的心愿
wish-month-line = { $year }年{ $month }月　领走 { $taken }　实现 { $fulfilled }　收到感谢 { $thanked }
wish-month-days = 　平均 { $days } 天
wish-month-picture = { $name }的心愿
wish-month-label = { $year }年{ $month }月
wish-month-taken = 领走
wish-month-fulfilled = 实现
wish-month-thanked = 感谢
wish-month-nothing = 这半年还没有领过心愿。
wish-month-none = 这一页是给合伙人、商户和下沉力量的。

error-wish-moved-on = 这个心愿已经往前走了，请看最新的卡片。
error-wish-taken = 刚刚已由{ $kind ->
    [partner] 一位网格合伙人
    [merchant] 一家爱心商户
   *[force] 下沉力量
}领走，谢谢您的心意。墙上还有别的心愿。
error-wish-held = 已经有人领走在办了，先别撤。您可以点“回复对方”说一声，或者请网格员帮忙。
error-own-wish = 这是您自己的心愿，要请别人来。
error-too-many-wishes = 你们手上已经有 { $limit } 个心愿了，先办好一个再领。
error-reveals-owner = 这句里有{ $what ->
    [number] 像电话的一长串数字
    [door] 门牌
   *[name] 许愿人的名字
}，不能上墙。请换个写法。
error-wording-needed = 请先写一句墙上能看的。
error-photo-needed = 还要一张照片。
error-contact-needed = 请写您的姓名和电话。
