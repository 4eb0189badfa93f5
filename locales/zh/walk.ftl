# 走访路线：改天、先去哪栋楼、地图。

visit-why-chosen = 您改到今天的
visit-done-put_off = 改天再去

walk-later-button = 改天去
walk-later = 改到哪天去？最晚{ $last }，再晚就过期了。
walk-not-today = 今天不去，另外安排
walk-put-off = 好的，改到{ $day }去。
walk-put-off-today = 好的，今天不去，之后再排。
walk-order-button = 先去哪栋楼
walk-order = 从哪栋楼开始走？后面的会顺着排好。
walk-begun = 好的，从这栋楼开始。
walk-building = { $compound } { $building }
walk-building-doors = { $place }　{ $count } 户
walk-doors = { $count } 户
walk-map-button = 看地图
walk-map = <b>今天的走法</b>
walk-map-line = { $number }. { $place }　{ $said }
walk-map-title = 今天还有 { $count } 户
walk-map-north = 上北下南，数字是走的顺序。

error-last-day = 这户今天一定要去：不是每天要看的人，就是最后一天了。实在去不了，请告诉社区。
error-not-that-day = 那天就过期了，最晚 { $last }。请选早一点的日子。
