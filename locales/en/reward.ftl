# What points buy, and the vouchers for it.
menu-honour = Honour a voucher
rider-button-rewards = Rewards
rider-button-vouchers = My vouchers
points-reason-redeemed = redeemed
points-reason-given_back = voucher given back

reward-heat_patches = Heat patches
reward-phone_holder = Phone holder
reward-car_wash = Car wash
reward-haircut = Haircut
reward-thermos_cup = Thermos cup

rewards-title = <b>Rewards</b>, you have { $balance } points
rewards-none = Nothing to redeem yet. Please look in again in a few days.
rewards-back = Back
reward-line = <b>{ $name }</b> for { $price } points, { $free } left, at most { $limit } a month: { $standing }
reward-sold-out = none left at the moment
reward-had = you have had it this month ({ $limit } at most)
reward-missing = { $points } points more
reward-enough = ✓ you have enough
reward-title = <b>{ $name }</b>
reward-price = { $price } points each, at most { $limit } a month for each rider
reward-where = Where would you like to get it?
reward-place = { $unit } ({ $free } left)
reward-picture-price = { $price } points
rewards-picture = What points buy
reward-picture-there = In stock
reward-picture-limit = { $limit } a month at most
reward-picture-free = { $free } left
reward-confirm = { $price } points for { $name } at “{ $unit }”, valid { $days } days. Shall I?
reward-redeem = Redeem

voucher-title = <b>Voucher: { $name }</b>
voucher-at = Where: { $unit }
voucher-code = Code: <b>{ $code }</b>
voucher-until = Valid up to { $day }
voucher-show = Let them scan the QR there, or read the code out.
voucher-picture-code = Code { $code }
voucher-state-good = ○ can be used
voucher-state-honoured = ● used { $when }
voucher-state-cancelled = × given back
voucher-state-expired = × expired
voucher-cancel = Give it back
voucher-cancel-ask = Give it back? Your { $points } points return at once, and somebody else can have this one.
voucher-cancel-sure = Give it back
voucher-keep = Keep it
voucher-cancelled = Done. { $points } points are back in your account.
vouchers-title = <b>My vouchers</b>, newest first
vouchers-none = No vouchers yet.
voucher-line = { $name }, { $unit }: { $state }

voucher-news-honoured = Your voucher for { $name } was used. Thank you for helping the neighbourhood!
voucher-news-expired = Your voucher for { $name } expired; { $points } points are back in your account.
voucher-news-soon = Your voucher for { $name } ends soon. Do not forget it.

honour-how = Please scan the QR on the rider's phone, or send the code here; case and spaces do not matter.
check-good = ✓ This voucher is good: <b>{ $name }</b>
check-honour = Honour it
check-honoured = Honoured: { $name }. Thank you for looking after our riders!

error-sold-out = The last one has just gone; no points were taken. Try another place, or later.
error-months-limit = At most { $limit } a month for each rider, and you have had it. No points were taken.
error-voucher-unreadable = That code is not right; perhaps a sign is missing or misread. Please look again, or scan the QR.
error-voucher-elsewhere = This voucher is not for you; the rider can see on it where it can be used.
error-voucher-honoured = This voucher was used on { $day }/{ $month } at { $time } already.
error-voucher-expired = This voucher has expired. Its points go back to the rider.
error-voucher-cancelled = The rider has given this voucher back, so it cannot be used.
error-voucher-pays = That belongs to a voucher: what it took comes back when the rider gives the voucher back, or when it expires.
error-own-voucher = Nobody honours their own voucher. Please ask a colleague.
