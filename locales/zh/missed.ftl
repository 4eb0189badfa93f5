# 没走到的：告诉网格员、社区、街道；点一下就是知道了。

missed-title-worker = <b>今天还有 { $count } 户每天要看的没看到</b>，趁天没黑去看一看：
missed-title-gap = <b>{ $count } 户好久没见到人了</b>
missed-title-community = <b>{ $count } 户该走访的没走到</b>
missed-title-street = <b>{ $count } 处连着几次没走到</b>
missed-door = { $compound } { $building } { $door }　没走到 { $windows } 次，{ $met }
missed-door-last = { $compound } { $building } { $door }　{ $met }
missed-grid = { $community } { $grid }：{ $people } 人没见到，连着算 { $windows } 次
missed-do-worker = 去不了，就点“知道了，我来安排”，社区会晚一个工作日才收到提醒。
missed-title-instead = <b>今天还有 { $count } 户每天要看的没看到</b>，这几户没有网格员收得到提醒：
missed-do-instead = 请打电话给网格员，或者安排人今天去看一看。点“知道了，我来安排”，明早的提醒会晚一个工作日。
missed-do-gap = 请今天安排人去看一看，或者打个电话。
missed-do-community = 请安排人去看一看。点“知道了，我来安排”，街道会晚一个工作日才收到提醒。
missed-do-street = 请和社区一起把人找到、把访补上。
missed-ack = 知道了，我来安排
missed-acknowledged = ✓ 已经有人接下了。
missed-page-later = 下一页（还有 { $count } 处）
missed-nothing-left = 这里面的都已经见到了，不用再管。谢谢！

short-title = <b>走访没走到的偏多，请过问一下</b>
short-rule = <b>{ $rule }</b>（{ $day }开始的这一期）：该走 { $due }，没走到 { $missed }（{ $percent }%）
short-line = { $name }：该走 { $due }，没走到 { $missed }（{ $percent }%）
