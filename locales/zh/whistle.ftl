# Whistles 吹哨报到, the forces "6+X", duty.
force-building_heads = 楼栋长单元长
force-branch_secretaries = 网格党支部书记
force-party_members = 在职党员
force-liaison_cadres = 下沉干部
force-police_and_enforcement = 公安执法
force-red_hats = 小红帽志愿者
force-partners = 网格合伙人

list-and = 、
party-force = 下沉力量

move-whistle = 吹哨叫人
move-report_in = 报到
move-sign_off = 我这部分办好了
move-hand_back = 办不了
move-call_off = 不用来了
move-whistle-done = 吹哨叫了帮手
move-report_in-done = 报到了
move-sign_off-done = 办好了自己那部分
move-hand_back-done = 说办不了
move-call_off-done = 收回了一个任务

whistle-state-called = 等人报到
whistle-state-reported_in = 已报到，在办
whistle-state-done = 办好了
whistle-state-handed_back = 说办不了，退回来了
whistle-state-called_off = 收回了
whistle-over-done = 这部分已经办好，谢谢您。
whistle-over-handed_back = 已经退回网格员，谢谢您说明。
whistle-over-called_off = 不用去了，这个任务已经收回。

whistle-task = <b>{ $number }</b>　请{ $kind }帮忙
whistle-waiting = 还没有人报到。您能来，就点“我来，报到”。
whistle-declined = 您说过来不了。要是又能来了，还可以报到。
whistle-yours = 您已经报到，请在{ $when }办好。
whistle-taken = { $unit }已经有人报到，您不用去了，谢谢。
whistle-needed = 要做什么：{ $needed }
whistle-row = <b>{ $number }</b>　{ $kind }，{ $state }
whistle-tasks = <b>我的任务</b>
whistle-tasks-none = 现在没有叫您的任务。

whistle-button-in = 我来，报到
whistle-button-decline = 来不了
whistle-button-sign_off = 我这部分办好了
whistle-button-hand_back = 办不了
whistle-button-call_off = 不用{ $kind }来了
whistle-button-ring = 看{ $kind }的电话
whistle-button-list = 回到我的任务
whistle-button-board = 回到吹哨
whistle-button-photos = 看照片
whistle-button-place = 看位置
whistle-button-blow = 再叫一类
whistle-button-duty = 值班
whistle-button-today = 今天都在
whistle-button-always = 一直在
whistle-button-off = 不值班了

whistle-board = <b>{ $number }</b>　吹哨报到
whistle-call = <b>{ $kind }</b>　{ $state }（{ $when } 叫的）
whistle-called = 叫了 { $count } 个人。
whistle-unheard = 其中 { $count } 个人没有开通聊天，收不到，请打电话：
whistle-silent = 电话里说好的，等办好了，请点“不用{ $kind }来了”，写一句结果。
whistle-who = { $name }（{ $unit }）
whistle-somebody = 有人
whistle-cannot = 来不了：{ $reason }

whistle-ring = <b>{ $number }</b>　{ $kind }的电话，请只用来叫人。
whistle-ring-phone = { $phone ->
    [none] 　没有留电话
   *[other] 　{ $phone }
}
whistle-ring-nobody = 现在叫到的人都能在聊天里收到。

whistle-ask-kinds = <b>{ $number }</b> 要叫谁来？可以点几个，再点一次就取消。
whistle-no-kinds = <b>{ $number }</b> 这里现在没有可以再叫的人。请直接联系社区。
whistle-offer = { $kind }（{ $people } 人，{ $on_duty ->
    [0] 没人值班
   *[other] { $on_duty } 人值班
}）
whistle-chosen = 就叫这 { $count } 类
whistle-ask-needed = 要他们做什么，到哪里找谁？写一句就行。请不要写诉求人是谁。
whistle-confirm = <b>{ $number }</b> 叫：{ $kinds }
whistle-send = 吹哨
whistle-blown = <b>{ $number }</b> 哨声发出去了，有人报到我马上告诉您。
whistle-blown-silent = <b>{ $number }</b> { $kinds }里没有人能在聊天里收到，请打电话叫。
whistle-reported = 报到了，谢谢您！

whistle-ask-sign_off = <b>{ $number }</b> 您这部分是怎么办好的？写一句，也可以先发照片。
whistle-ask-hand_back = <b>{ $number }</b> 为什么办不了？写一句，网格员会另想办法。
whistle-ask-decline = <b>{ $number }</b> 为什么来不了？点一个，或者自己写。
whistle-ask-call_off = <b>{ $number }</b> 为什么不用来了？写一句。
whistle-reason-1 = 不在附近
whistle-reason-2 = 在忙别的事
whistle-reason-3 = 身体不舒服
whistle-confirm-sign_off = <b>{ $number }</b> 我这部分办好了
whistle-confirm-hand_back = <b>{ $number }</b> 办不了
whistle-confirm-decline = <b>{ $number }</b> 来不了
whistle-confirm-call_off = <b>{ $number }</b> 不用来了
whistle-recorded = <b>{ $number }</b> 已记下。

duty-title = <b>值班</b>（{ $kinds }）
duty-off = 您现在不在值班。能帮忙的时候点一下，有人吹哨先叫您。
duty-on-always = 您正在值班，一直到您说不值班了。
duty-on-until = 您正在值班，到{ $when }。
duty-hours = 值 { $hours } 小时

notice-whistle-called = <b>网格在吹哨！{ $number }</b> 需要您。
notice-whistle-danger = <b>紧急吹哨！{ $number }</b> 请马上看。
notice-whistle-taken = <b>{ $number }</b> 已经有人报到了。
notice-whistle-called-off = <b>{ $number }</b> 您不用去了。
notice-whistle-reported = <b>{ $number }</b> { $kind }有人报到了。
notice-whistle-nobody = <b>{ $number }</b> 叫了{ $kind }，还没有人报到，请看一看。
notice-whistle-silent = <b>{ $number }</b> 叫了{ $kind }，他们都收不到聊天消息，请打电话。
notice-whistle-signed-off = <b>{ $number }</b> { $kind }办好了自己那部分。
notice-whistle-handed-back = <b>{ $number }</b> { $kind }说办不了，请另外叫人，或者收回。

error-whistles-open = { $number } 还不能办结：{ $kinds }还没有办好自己那部分。
error-whistle-open = { $kinds }已经叫过了，还在办，不用再叫。
error-whistle-taken = { $unit }已经有人先报到了，谢谢您。
error-whistle-over = 这个任务已经有了结果，不用再点。
error-nobody-to-call = 这里还没有这一类的人，哨声没有发出。请直接联系社区。
error-role-ended = 您的这个身份已经结束，这一步没有改动。
error-forces-needed = 请选要叫谁，再写一句要做什么。

menu-tasks = 我的任务
menu-duty = 值班
