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
