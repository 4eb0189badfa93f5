# 休息日值班：哪个网格由谁走访。

rest-open = 休息日值班
rest-day = <b>休息日值班</b>　{ $day }。没有另外安排的，还是网格员自己。点网格来安排：
rest-line = { $grid }：{ $who }
rest-line-worker = { $grid }：网格员自己
rest-other-grids = 别的网格
rest-other-day = 换一天
rest-which-day = <b>休息日值班</b>　看哪一天？
rest-who = { $day }，{ $grid }请谁值班？
rest-worker = 还是网格员自己
rest-named = 安排好了。
notice-rest-duty = { $day }请您值班，走访这些网格：{ $grids }。每天和每周要看的人，打电话、视频也算。
