## 照片比对：确认前给社区看的

case-photo-same = ⚠️ 照片与 { $other } 的照片几乎一样（64 位只差 { $distance } 位，镜像、旋转也算），很可能是同一张。核实属实不影响办理，但上报人的积分会先暂扣。
case-photo-alike = 照片与 { $other } 的照片有些像（64 位差 { $distance } 位）。核实以后，上报人的积分要先请人看过两张照片才发。
photo-cluster = 👀 同一位上报人在 { $metres } 米、{ $minutes } 分钟以内报了 { $reports } 件，一共 { $photos } 张照片。是不是同一处，请您看看。

## 积分到哪一步了

photo-title-hazard = <b>{ $number }</b> 的积分
photo-title-look = 去看 <b>{ $number }</b> 的积分
photo-standing-waiting = 照片还在路上，收到以后马上比对，没问题就发积分。
photo-standing-paid = 照片看过了，没问题，积分按规则发。
photo-standing-held = { $about ->
        [look] 您看到的已经记下了，照样算数。
       *[hazard] 隐患已经核实，照样在办。
    }这次的积分先暂扣，没有发。
photo-standing-looked_at = { $about ->
        [look] 您看到的已经记下了，照样算数。
       *[hazard] 隐患已经核实，照样在办。
    }积分要等社区看一眼照片再发，不用您做什么。
photo-standing-refused = 社区看过照片，这次的积分没有发。
photo-standing-appealed = 申诉收到了，社区正在看，看完马上告诉您。
photo-standing-refused_for_good = 申诉看过了，这次的积分还是没有发。谢谢您说明情况。
photo-waits-community = { $when }社区看完告诉您；到时候还没看，会自动请街道看，不用您催。
photo-waits-street = { $when }街道看完告诉您，不用您催。
photo-waits-passed-on = 说好的时间里没有看完，对不住您。已经请街道来看，看完马上告诉您。
photo-late = <b>过了时间还没有人看，骑手在等，请您看一看</b>
photo-because-not_here = 照片还没有收到。
photo-because-no_photo = 没有照片，不用比对。
photo-because-unlike = 和以前的照片都不像。
photo-because-like = 照片和以前的一张有些像（64 位差 { $distance } 位），要请人看一眼。
photo-because-same = 照片和以前用过的一张几乎一样（64 位只差 { $distance } 位）。
photo-because-unreadable = 照片打不开，要请人看一眼。
photo-because-no_after = 弄好以后拍的照片打不开，要请人看一眼。
photo-because-not_compared = 照片还没有比对过，要请人看一眼。
photo-own-other = 那一张是您自己在 { $other } 里发过的。
photo-why = 社区说：{ $why }
photo-how = <b>积分怎么给，什么不给</b>
photo-how-paid = <b>给多少</b>
    您报的隐患核实了，{ $confirmed } 分；严重的再加 { $serious } 分。您也遇到的，{ $joined } 分。
    您当场弄好的，社区看过给 { $solved } 分。监督员去现场看一眼，{ $check } 分。
    社区核实以后才给，一件只给一次。一天最多 { $cap } 分，多出来的不补。
photo-how-where = <b>在哪里</b>
    要在咱们街道里面。街道外面的不登记，也没有分，会告诉您该打哪个电话。
photo-how-compared = <b>照片</b>
    每张都和以前所有的照片比一比，镜像、旋转过的也比。比的是画面的样子，分成 64 位。
    差 { $alike } 位以内：算同一张，积分先暂扣。
    差 { $above } 到 { $person } 位：有些像，社区的人看过再发。
    差得更多：直接发。
    打不开的照片，也请人看过再发。
photo-how-appeal = <b>觉得弄错了</b>
    在暂扣的通知里点“申诉”，写一句，或者再拍一张。由另一位工作人员来看，看完告诉您为什么。每件可以申诉一次。
    要请人看的，{ $term }内看完；到时没看完，自动请街道看，也会告诉您。
photo-button-mine = 这次的积分
photo-button-how = 积分怎么给
photo-button-appeal = 申诉
photo-button-case = 看这一件

## 申诉

photo-ask-appeal = 对 <b>{ $number }</b> 的积分有话要说？写一句，或者再拍一张现场的照片发来。
photo-appeal-card = 申诉 <b>{ $number }</b> 的积分，请您看看对不对：
photo-appeal-words = { $about ->
        [look] 监督员
       *[hazard] 上报人
    }说：{ $words }
photo-appealed = 申诉收到了：<b>{ $number }</b>。社区看完马上告诉您，不用再催。
error-photo-no-appeal = 这一件现在没有什么要申诉的：积分已经发了，或者社区还在看。
error-photo-appealed = 这一件已经申诉过了，每件只能申诉一次。结果会告诉您。

## 社区来看

menu-rules = 积分怎么给
menu-photos = 待看的照片
menu-photos-count = 待看的照片（{ $count }）
photos-title = 这些照片要请您看一眼，看完才发积分。等得久的在前面：
photos-none = 现在没有要看的照片。
photo-line-hazard = { $number }
photo-line-look = { $number }　监督员去看的
photo-line-appeal = { $number }　申诉
photo-to-rule = <b>{ $number }</b>：{ $about ->
        [look] 监督员去看一眼的积分发不发
       *[hazard] 这次的积分发不发
    }，请您看看照片
photo-to-rule-appeal = <b>{ $number }</b>：{ $about ->
        [look] 监督员
       *[hazard] 上报人
    }申诉，请您再看看照片
photo-refused-before = 上次没有发，理由：{ $why }
photo-decided = 已经有人看过了。
photo-pair = <b>{ $number }</b>：第一张是这次的，第二张是以前的
photo-appeal-media = 申诉时发来的
photo-button-open = 看两张照片
photo-button-pair = 看两张照片
photo-button-pays = 不是同一张，发
photo-button-refuse = 不发
photo-button-list = 待看的照片
photo-ask-pays = <b>{ $number }</b>：为什么发？点一个，或者写一句。
photo-ask-refuse = <b>{ $number }</b>：为什么不发？{ $about ->
        [look] 监督员
       *[hazard] 上报人
    }会看到，点一个，或者写一句。
photo-reason-pays-1 = 不是同一张照片
photo-reason-pays-2 = 同一个地方，但是新拍的
photo-reason-refuse-1 = 和以前的是同一张照片
photo-reason-refuse-2 = 照片看不清是哪里、是什么
photo-done-pays = 好了，<b>{ $number }</b> 的积分发了，{ $about ->
        [look] 监督员
       *[hazard] 上报人
    }会收到。
photo-done-refuse = 好了，<b>{ $number }</b> 的积分不发，理由已经告诉{ $about ->
        [look] 监督员
       *[hazard] 上报人
    }。
photo-ruled-pays = 发积分
photo-ruled-not = 不发积分
error-photo-ruled = 刚刚已由{ $who }看过：{ $what }。{ $number } 没有重复改动。
error-photo-own = 自己的积分，要请别人来看。
error-photo-own-ruling = 第一次是您看的，这次申诉要由另一位来看。
