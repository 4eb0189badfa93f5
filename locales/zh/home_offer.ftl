# 一户或一位搬到本街道的别的社区：原社区转出，新社区接收。

home-offer-open = 搬到别的社区
home-offer-which = <b>{ $where }</b>　搬到哪个社区？
home-offer-ask-note = 有什么要告诉那边的？比如新住址、联系方法。请不要写重点人群的情况，那些接收以后会一起转过去。
home-offer-ask-home = 请 <b>{ $to }</b> 接收 { $home } 的一户（{ $people } 人）
home-offer-ask-person = 请 <b>{ $to }</b> 接收 { $home } 的 <b>{ $name }</b>
home-offer-ask-what-happens = { $to }选好楼和门牌、点了接收才算数；在那以前还是由您这边走访，那边看不到重点人群和走访情况。随时可以收回。
home-offer-send = 请那边接收
home-offer-sent = 已经告诉{ $to }，有了答复马上告诉您。

home-offer-title-home = <b>{ $from }</b> 请 <b>{ $to }</b> 接收一户{ $people ->
    [0] { "" }
   *[other] （{ $people } 人）
  }
home-offer-title-person = <b>{ $from }</b> 请 <b>{ $to }</b> 接收 <b>{ $name }</b>
home-offer-somebody = 一位居民
home-offer-from = 原来住在：{ $compound } { $building }
home-offer-note = 捎来的话：{ $words }
home-offer-until = 请在{ $day }以前答复。经办人：{ $who }
home-offer-hidden = 门牌、重点人群和走访情况，接收以后才看得到。
home-offer-take = 接收，选楼和门牌
home-offer-decline = 不接收
home-offer-withdraw = 收回
home-offer-withdrawn = 收回了。
home-offer-which-compound = <b>{ $where }</b>　住到哪个小区？
home-offer-take-grid = 住在{ $grid }，由 { $who } 走访。
home-offer-take-owed = 没办完的走访一起转来，有两个工作日以上的宽限。马上生效，会告诉双方的网格员和原社区。
home-offer-take-sure = 接收
home-offer-taken = 接收了，已经告诉双方的网格员和原社区。
home-offer-ask-why-not = 为什么不接收？请写一句，原社区看得到。
home-offer-declined = 已经告诉原社区。
home-offer-left = 没有答复，这件事还在等着。
home-offer-answer = 原因：{ $words }
home-offer-state-accepted = { $when } { $who } 接收了。
home-offer-state-declined = { $when } { $who } 没有接收。
home-offer-state-withdrawn = { $when } { $who } 收回了。
home-offer-state-expired = 到期没有人答复，没有搬。
home-offer-outdated-moved = 这一户已经不在原来的地方了，不用再答复。
home-offer-outdated-ended = 这一户已经注销了，不用再答复。
home-offer-outdated-left = 这一位已经不住在那里了，不用再答复。

home-offer-news-offered = 别的社区有人要搬到您这里：
home-offer-news-reminded = 还在等您答复：
home-offer-news-accepted = 那边接收了：
home-offer-news-declined = 那边没有接收：
home-offer-news-withdrawn = 那边收回了，不用答复了：
home-offer-news-expired = 到期没有人答复；要搬的话，请再问问那边，或者重新转一次：

home-offer-list-open = 转出、转入的户（{ $count }）
home-offer-list = 等着答复的：
home-offer-list-none = 没有等着答复的。
home-offer-line-to-home = → { $other }　{ $compound } { $building }一户（{ $day }以前）
home-offer-line-to-person = → { $other }　{ $compound } { $building }一位（{ $day }以前）
home-offer-line-from-home = ← { $other }　{ $compound } { $building }一户（{ $day }以前）
home-offer-line-from-person = ← { $other }　{ $compound } { $building }一位（{ $day }以前）

error-offer-answered = 已经有人先处理了，这里没有再动。
error-offer-outdated = 情况已经变了，这里没有动。
error-offer-nobody = 那个社区还没有工作人员，没人能接收。请先联系街道。没有动。
