# Roles are given by invitation, and ended.
invite-roles = <b>邀请</b>　请谁来？
invite-people = 名单，结束身份
invite-units = 请来做{ $role }，是哪里的？
invite-no-units = 这里还没有可以选的地方。
invite-kinds = 是哪一类？
invite-made = 邀请做好了：<b>{ $role }</b>（{ $unit }），{ $when }前有效。请把下面的链接发给本人。
invite-link = { $link }
invite-once = 只能用一次，用过就没用了。链接只显示这一回，丢了就再做一个。
invite-qr = 请您来做{ $role }
invite-scan = 扫一扫，点“接受”。{ $when }前有效，只能用一次。
invite-offer = 您被邀请担任<b>{ $role }</b>（{ $unit }）。您愿意吗？
invite-accept = 接受
invite-decline = 不接受
invite-accepted = 好了，您现在是{ $role }（{ $unit }）。谢谢您！
invite-declined = 好的，没有接受。想好了还可以再点那个链接。
invite-people-title = <b>现在的名单</b>　要结束谁的身份，就点谁。
invite-nobody = 名单上还没有人。
invite-person = { $name }　{ $role }（{ $unit }）
invite-no-name = 没留名字（{ $id }）
invite-end-ask = 要结束这个身份吗？马上生效，会告诉本人。
    { $who }
invite-end-sure = 结束
invite-end-keep = 不结束
invite-ended = 已经结束：{ $who }

notice-invitation-accepted = { $who } 接受了您的邀请。
notice-role-ended = 您的身份“{ $role }（{ $unit }）”已经结束。谢谢您这段时间的付出。

error-own-invitation = 这是您自己发的邀请，请发给要请的人。
error-role-already-held = 您已经是这个身份了，不用再接受。
error-role-ended-already = 这个身份已经结束过了，没有再改动。

menu-invite = 邀请
