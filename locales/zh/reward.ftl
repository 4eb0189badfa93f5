# What points buy, and the vouchers for it.
menu-honour = 核销
rider-button-rewards = 兑换
rider-button-vouchers = 我的兑换券
points-reason-redeemed = 兑换
points-reason-given_back = 兑换退回

reward-heat_patches = 暖贴
reward-phone_holder = 手机支架
reward-car_wash = 洗车
reward-haircut = 理发
reward-thermos_cup = 保温杯

rewards-title = <b>兑换</b>　您有 { $balance } 分
rewards-none = 现在还没有可以换的，过几天再来看看。
rewards-back = 返回
reward-line = <b>{ $name }</b>　{ $price } 分　还有 { $free } 份　每月最多 { $limit } 份　{ $standing }
reward-sold-out = 换完了，等补货
reward-had = 这个月您已经换过了，每月最多 { $limit } 份
reward-missing = 还差 { $points } 分
reward-enough = ✓ 够换了
reward-title = <b>{ $name }</b>
reward-price = { $price } 分一份，每人每月最多 { $limit } 份
reward-where = 您想去哪里领？
reward-place = { $unit }（还有 { $free } 份）
reward-picture-price = { $price } 分
rewards-picture = 积分可以换
reward-picture-there = 有货
reward-picture-limit = 每月最多 { $limit } 份
reward-picture-free = 还有 { $free } 份
reward-confirm = 用 { $price } 分，换一份{ $name }，去“{ $unit }”领，{ $days } 天内有效。要换吗？
reward-redeem = 换

voucher-title = <b>兑换券：{ $name }</b>
voucher-at = 地点：{ $unit }
voucher-code = 券码：<b>{ $code }</b>
voucher-until = 有效期到{ $day }
voucher-show = 到了把二维码给对方扫，或者把券码念给对方。
voucher-picture-code = 券码 { $code }
voucher-state-good = ○ 可以用
voucher-state-honoured = ● { $when } 用掉了
voucher-state-cancelled = × 已退回
voucher-state-expired = × 过期了
voucher-cancel = 不要了，退分
voucher-cancel-ask = 真的不要了吗？{ $points } 分马上退给您，这一份别人就可以换了。
voucher-cancel-sure = 退分
voucher-keep = 留着
voucher-cancelled = 退好了，{ $points } 分回到您的账上了。
vouchers-title = <b>我的兑换券</b>，新的在前面
vouchers-none = 还没有兑换券。
voucher-line = { $name }　{ $unit }　{ $state }

voucher-news-honoured = { $name }的兑换券用掉了，谢谢您为街坊出力！
voucher-news-expired = { $name }的兑换券过期了，{ $points } 分已经退给您。
voucher-news-soon = { $name }的兑换券快到期了，别忘了去用。

honour-how = 请扫骑手手机上的二维码，或者把券码发到这里，大小写、空格都没关系。
check-good = ✓ 这张券有效：<b>{ $name }</b>
check-honour = 核销
check-honoured = 核销好了：{ $name }。谢谢您照顾骑手！

error-sold-out = 刚刚换完了，没有扣分。等补了货再来，或者换个地方领。
error-months-limit = 每人每月最多 { $limit } 份，这个月您已经换过了，没有扣分。
error-voucher-unreadable = 这个券码不对，可能是看错或者少了一位。请再核对一下，或者扫二维码。
error-voucher-elsewhere = 这张券不是您这里的，请骑手看看券上写的地点。
error-voucher-honoured = 这张券 { $month }月{ $day }日 { $time } 已经用过了，不能再用。
error-voucher-expired = 这张券过期了，不能用了。积分会退给骑手。
error-voucher-cancelled = 这张券骑手已经退了，不能用了。
error-voucher-pays = 这笔积分属于一张兑换券：骑手退券或券到期后，积分会自动退回，不用另行冲正。
error-own-voucher = 自己的券不能自己核销，请让同事来。
