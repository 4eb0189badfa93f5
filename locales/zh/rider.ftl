## 时间：大家都用

when-today = 今天
when-tomorrow = 明天
when-yesterday = 昨天
when-weekday = { $weekday ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[7] 周日
}
when-day = { $month }月{ $day }日 { when-weekday }
when-day-of-year = { $year }年{ $month }月{ $day }日 { when-weekday }
when-by = { $day } { $time } 前
when-moment = { $month }月{ $day }日 { $time }

## 双向服务协议

agreement-text = <b>双向服务协议</b>（第 { $version } 版）
    您天天在路上，街道哪里不对劲，您最先看见。签了它，您就是家门口的流动网格员。

    <b>我们为您做的</b>
    路上累了，驿站随时进：能充电，有热水，有厕所，有桌椅，坐下歇歇。
    您报的隐患，核实了得 { $confirmed } 分；特别严重的，再加 { $serious } 分；别人报过、您也遇到的，得 { $joined } 分。一天最多 { $cap } 分。
    积分 { $months } 个月内有效，换用得上的东西和服务。
    您报的每一件，都有回音。

    <b>请您答应的</b>
    照实报：看见什么报什么，不摆拍，不夸大。
    安全第一：骑车时绝不拍照，停稳了、站到安全的地方再拍。
    尊重别人：不拍人脸、车牌和别人家里。
agreement-live = 您从{ $day }起就是流动网格员了，谢谢您。
agreement-accepted = 签好了，谢谢您！从今天起，您就是家门口的流动网格员。
    路上看见隐患，停稳了拍张照片发给我就行。
agreement-changed = 双向服务协议换了新的一版，请您看看。您已经报的照样计分；再报下一件之前，请先签这一版。
agreement-end-ask = 真的不签了吗？以后报隐患就没有积分了，还没核实的也不再计分。您已有的积分还是您的，想回来随时再签。
agreement-ended = 好的，协议停了。您的积分都还在，想回来随时再签。路上注意安全。
error-agreement-needed = 要先签双向服务协议才能报。请点菜单里的“双向服务协议”，或者发 /rider。您刚才填的都还在。

rider-button-points = 我的积分
rider-button-history = 积分明细
rider-button-older = 更早的
rider-button-back = 返回积分
rider-button-hazard = 随手拍隐患
rider-button-agreement = 双向服务协议
rider-button-accept = 我同意，签了
rider-button-end = 不想签了
rider-button-keep = 继续签着
rider-button-end_sure = 确定不签了

## 随手拍

hazard-ask-photo = 停稳了再拍：请发一张隐患的照片，发几张也行。
hazard-ask-more = 已经有 { $photos } 张照片了。还要加的话，直接发来。
hazard-ask-place = 照片收到了。在什么地方？
hazard-ask-place-words = 照片收到了，您写的也记下了。请再发一个位置，好找得准。
hazard-ask-words = 您想补充什么？写一句就行，也可以发语音。
hazard-similar = { $count ->
    [0] 这附近现在没有同样的隐患了，您接着报就行。
   *[other] 这附近已经有人报过同类的隐患，您看看是不是同一个？
}
hazard-similar-line = <b>{ $number }</b>　离您 { $metres } 米，{ $day }报的，{ $supporters } 个人遇到：{ $words }
hazard-similar-mine = <b>{ $number }</b>　离您 { $metres } 米，{ $day }报的，您已经在里面了：{ $words }
hazard-me-too = 我也遇到 { $number }
hazard-different = 不是同一个
hazard-confirm = <b>请您看看对不对</b>
hazard-photos = 照片：{ $photos } 张{ $voices ->
    [0] {""}
   *[other] ，语音 { $voices } 段
}
hazard-place = 地点：您发来的位置
hazard-words = 说明：{ $words }
hazard-category = 类别：<b>{ $category }</b>
hazard-may-earn = 核实了，您得 { $confirmed } 分；特别严重的，再加 { $serious } 分。
hazard-ask-category = 这是哪一类？点一下最像的。
hazard-category-other = 都不像，看别的
hazard-edit-category = 改类别
hazard-solved-yes = 我当场弄好了
hazard-solved-last = 弄好了，最后一张为证，提交
hazard-solved-no = 还没弄好
hazard-ask-after = 太好了！请再拍一张弄好以后的照片发来。
hazard-after = 弄好以后：{ $photos } 张
hazard-solved-may-earn = 社区看过属实，您得 { $solved } 分。
hazard-edit-media = 加照片
hazard-edit-place = 改地点
hazard-edit-words = 补一句
hazard-filed = 隐患收到了，编号 <b>{ $number }</b>。谢谢您停下来拍这一张。
hazard-next = 接下来：{ $when }社区来核实，有结果马上告诉您。
hazard-follow = 看进展
hazard-join-joined = 记下了：<b>{ $number }</b> 您也遇到，现在一共 { $supporters } 个人。有进展我告诉您。
hazard-join-already = <b>{ $number }</b> 您已经加过了，有进展我告诉您。
hazard-join-own = <b>{ $number }</b> 就是您自己报的，已经在办了。
hazard-join-closed = <b>{ $number }</b> 已经办结了，没有加上。要是还没好，请再拍一张发来。
hazard-join-may-earn = 核实了，您得 { $points } 分。

## 积分

points-balance = 您有 <b>{ $balance }</b> 分
points-to-reward = 离下一份奖品还差 { $left } 分。
points-reward-reached = 已经够换一份奖品了。
points-today = 今天得了 { $earned } 分，一天最多 { $cap } 分。
points-expiring = 其中 { $points } 分请在{ $day }之前用掉，先得的先用。
points-lots = 什么时候到期：
points-lot = 　{ $year }年{ $month }月：{ $points } 分
points-lots-later = 　更晚：{ $points } 分
points-how = 路上看见隐患，拍一张发来，核实了就有分。
points-history = <b>积分明细</b>，新的在前面
points-history-none = 还没有积分记录。路上看见隐患，拍一张发来，核实了就有分。
points-line-in = { $when }　得 <b>{ $points }</b> 分　{ $reason }　{ $number }
points-line-out = { $when }　减 <b>{ $points }</b> 分　{ $reason }　{ $number }
points-line-none = { $when }　当天已到上限，没有再记分　{ $reason }　{ $number }
points-reason-hazard_confirmed = 隐患核实
points-reason-serious_hazard = 严重隐患
points-reason-hazard_joined = 您也遇到的隐患
points-reason-solved_on_spot = 当场解决
points-reason-supervisor_check = 现场核查
points-reason-station_check_in = 驿站签到
points-reason-activity = 参加活动
points-reason-reversal = 更正
points-reason-expired = 过期
points-for-hazard_confirmed = 您报的隐患 <b>{ $number }</b> 核实了，谢谢您！
points-for-serious_hazard = 您报的隐患 <b>{ $number }</b> 核实了，是严重隐患。谢谢您，帮了大忙！
points-for-solved_on_spot = 您当场解决的 <b>{ $number }</b> 社区看过了，谢谢您动手！
points-for-hazard_joined = 您也遇到的隐患 <b>{ $number }</b> 核实了，谢谢您！
points-for-supervisor_check = 您去看过 <b>{ $number }</b>，谢谢您跑这一趟！
points-earned = 得了 <b>{ $points }</b> 分，现在一共 { $balance } 分。
points-capped = 今天的分已经到顶了，一天最多 { $cap } 分。
error-not-enough-points = 积分不够，没有扣分。
