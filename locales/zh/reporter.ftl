# What a reporter does with a case that stands: changing its words, adding to it, urging it on.
error-urged-today = { $number } 今天已经催过了，办的人都看到了。
error-said-after-closing = { $number } 已经办完，没有再加上去。要是还没有解决，请在它的卡片上点“没有解决”；别的事直接发给我就行。
error-said-after-withdrawing = { $number } 已经不办了，没有再加上去。请把事情重新说一遍，我马上登记。
error-said-after-merging = { $number } 已经并入另一件一起办，请到那一件里说。
notice-case-added = <b>{ $number }</b> 诉求人有补充，请您看一看。
notice-case-urged = <b>{ $number }</b> 诉求人在催，请您先看看这件。

move-ask-add = 要给 <b>{ $number }</b> 补充什么？文字、照片、语音、位置，直接发来就行。
move-ask-edit = <b>{ $number }</b> 现在写的是：
    “{ $words }”
    请把改好的话整段发来，照片、位置也可以。
more-ask-place = 请再发一个位置，来的人好找到您。写一句在哪儿也行。
more-card = <b>给 { $number } 补充</b>
more-card-edit = <b>{ $number } 改成这样</b>
more-words = 内容：{ $words }
more-go-on = 还有要加的，接着发；好了就点“确认提交”。
said-add = <b>{ $number }</b> 记下了，办的人马上能看到。
said-edit = <b>{ $number }</b> 改好了，原来的话也留着。
said-late = <b>{ $number }</b> 已经受理，您改的话作为补充记下了。
urged-resolve = 催了。{ $when }办好。
urged-respond = 催了。{ $when }有人答复。
urged-today-resolve = { $sentence }{ $when }办好。
urged-today-respond = { $sentence }{ $when }有人答复。

edited-message = 您改了刚才的消息。这条没有用在哪件诉求里，所以什么都没有变。
edited-draft = 照您改的换好了。

more-cancelled = 好的，不加了。已经登记的照样在办。
old-draft = 您之前有一件还没说完：“{ $words }”。刚发来的我先收着。接着说那件，还是另外说一件？
old-draft-go-on = 接着说那件
old-draft-anew = 那件不要了，说这件
old-draft-dropped = 好的，之前那件不要了。

similar-near = 附近已经有人反映过“{ $category }”。您遇到的是同一件吗？点“我也遇到”就算您一份，有进展我告诉您，不用再提交。
similar-compound = 您小区里已经有人反映过“{ $category }”。您遇到的是同一件吗？点“我也遇到”就算您一份，有进展我告诉您，不用再提交。
similar-line-near = <b>{ $number }</b>　离您约 { $metres } 米，{ $day }反映的，{ $supporters } 个人遇到
similar-line-compound = <b>{ $number }</b>　同一个小区，{ $day }反映的，{ $supporters } 个人遇到
similar-mine = <b>{ $number }</b>　{ $day }反映的，您已经在里面了
similar-me-too = 我也遇到 { $number }
similar-none = 都不是，继续提交
similar-joined-before = 已经加上了，不用再点。
