## Time, for everybody

when-today = today
when-tomorrow = tomorrow
when-yesterday = yesterday
when-weekday = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
when-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
when-day = { when-weekday } { $day } { when-month }
when-day-of-year = { when-weekday } { $day } { when-month } { $year }
when-by = by { $time }, { $day }
when-moment = { $day } { when-month } { $time }
