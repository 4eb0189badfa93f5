# 一户换网格、搬家：由社区工作人员办。

home-move-open = 换人走访、搬家
home-move-of-grid = 把其中一户换走
home-move-of-none = 给没有网格的户分网格
home-move-which-building = <b>{ $where }</b>　是哪栋楼里的一户？
home-move-which-door = <b>{ $where }</b>　是哪一户？
home-move-nothing = <b>{ $where }</b>　这里没有住户。
home-move-where = <b>{ $home }</b>　现在在{ $grid }。换到哪里？
home-move-where-none = <b>{ $home }</b>　现在不在任何网格里，算{ $grid }的。分到哪里？
home-move-into = 换到{ $grid }（{ $who }）
home-move-grids-open = 换给别的网格员（门牌不变）
home-found-several = 这个住址有几户，是哪一户？
home-move-find = 按网格找一户
home-move-which-grid = 在哪个网格里？也可以直接写住址，比如“江南苑3号楼2单元202室”。
home-move-away = 搬到别的楼
home-move-which-compound = <b>{ $where }</b>　搬到哪个小区？
home-move-to-building = <b>{ $where }</b>　搬到哪栋楼？
home-move-ask-door = 搬到{ $compound }{ $building }的哪一户？请写门牌，比如 2单元202室。
home-move-title = <b>{ $home }</b>（{ $people } 人）
home-move-address = 新住址：{ $home }
home-move-same-grid = 还在{ $grid }，还是由 { $who } 走访。
home-move-side = { $grid }（{ $who }）
home-move-side-none = { $grid }（还没有网格）
home-move-grids = 从 { $before } 换到 { $after }。
home-move-owed = 没办完的走访一起转给 { $who }，{ $day }以前都来得及：
home-move-owed-line = · { $rule }：{ $count } 次
home-move-owes-nothing = 现在没有没办完的走访。
home-move-history = 以前的走访记录留在{ $grid }。马上生效，会告诉双方的网格员。
home-move-sure = 就这样换
home-move-done = 换好了，已经告诉双方的网格员。
home-move-left = 没有换，这一户还在原来的地方。
home-move-again = 看看现在在哪里
home-move-look = 看这一户

person-move-open = 只有一位搬走
person-move-who = <b>{ $home }</b>　是哪一位搬走？
person-move-nobody = <b>{ $home }</b>　没有登记住在这里的人。
person-move-title = <b>{ $name }</b> 从 { $home } 搬走
person-move-joins = 那一户现在有 { $people } 人，搬过去一起住。
person-move-new-home = 那个门牌还没有人家，会新立一户。
person-move-last = 原来那一户就没有登记的人了；房子如果空了，请在花名册里把那一户注销。
person-move-done = 搬好了，走访和重点人群的登记都跟着人走，已经告诉双方的网格员。
person-move-left = 没有搬，这一位还在原来的那一户。

notice-person-moved-to = <b>{ $home }</b> 搬来了一位，是从{ $grid }来的，以后由您走访；没办完的走访也一起转来了。
notice-person-moved-from = { $compound }{ $building }有一位居民搬到{ $grid }去了，以后不用您走访这一位了，谢谢您。
notice-home-moved-to = <b>{ $home }</b> 从{ $grid }转来，以后由您走访；没办完的走访也一起转来了。
notice-home-moved-from = { $compound }{ $building }的一户已经转到{ $grid }，以后不用您走访了，谢谢您。

error-home-stays = 这一户本来就在那里，没有动。
error-home-elsewhere = 那里不归这个社区，没有动。要搬到别的社区，请按“搬到别的社区”，由那边接收。
error-no-grid-there = 那栋楼还不在任何网格里，没人会去走访。请先在花名册里给楼分网格，或者换一栋。
error-door-taken = 那个门牌里已经住着一户了，请看看是不是写错了。
error-door-not-understood = 请写门牌，不要超过 { $limit } 个字，比如 2单元202室。
error-no-home-there = 这个住址没有由您负责的住户，请看看楼号和门牌。要反映那里的事，请把是什么事也写上。
error-home-moved-on = 刚才已经有人动过这一户了，这里没有再动。
