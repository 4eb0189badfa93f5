# 没人走访的网格、收不到消息的网格员：早上一条说完。

gaps-title = <b>今早有 { $communities } 个社区要请您安排</b>
gaps-grids = 一共 { $count } 个网格没人走访。
gaps-workers = { $count } 位网格员收不到今天的走访，要有人当面或打电话告诉。
gaps-line = <b>{ $community }</b>：{ $what }
gaps-alone = 没人走访 { $grids }
gaps-silent = 没连上聊天 { $workers }
gaps-and = ；
gaps-and-more = { $names }等 { $count } 个
gaps-where = <b>{ $community }</b>
gaps-back = 看全部社区
gaps-none = 都有人了，不用再安排。
gaps-homes = 不在任何网格里的 { $homes } 户
gaps-homes-one = <b>{ $homes } 户还不在任何网格里</b>，没有人会去走访，请分到网格。
