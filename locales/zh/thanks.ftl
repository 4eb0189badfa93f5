# 一起遇到的居民谢谢上报的骑手
case-thank = 谢谢上报的骑手
case-thanked = 您的谢意带到了，没有写您的名字。
notice-rider-thanked = 您上报的 { $number } 已经解决。遇到过它的 { $count } 位邻居谢谢您！
points-thanks = 邻居谢过您 { $count } 次。
error-not-solved-now = 这件还没有解决，解决了再谢也不晚。
