# The figures of visits: coverage, the visits behind each number, a worker's own month, red spots.

menu-coverage = Visits: figures
menu-own_month = My visits this month
menu-red = Red spots
command-coverage = visits: who was due, who was seen
command-red = red spots: who was not seen for long

coverage-title = { $unit }, visits, { $period }
coverage-heading = <b>{ $title }</b>
coverage-title-rule = { $unit }, { $rule }, { $period }
coverage-period-day = { $year }-{ $month }-{ $day }
coverage-period-week = { $year }-{ $month }-{ $day } to { $last_month }-{ $last_day }
coverage-period-half_month = { $year }-{ $month }-{ $day } to { $last_month }-{ $last_day }
coverage-period-month = { $year }-{ $month }
coverage-none = No visit was due in these days.
coverage-no-data = none
coverage-all = Total

coverage-visited = Visited <b>{ $percent }</b>: { $due } due, { $visited } made
coverage-in-time = { $met } in time, { $late } late, { $missed } missed, { $open } still open
coverage-lapsed = { $count } more were no longer needed before they were due (moved away, care ended) and are not counted.
coverage-gap = The longest wait: { $days } days
coverage-line = { $name }: { $percent } ({ $visited }/{ $due }), { $missed } missed, longest { $days } days
coverage-line-worker = { $name }: { $percent } ({ $visited }/{ $due }), { $missed } missed, { $made } made in person
coverage-line-none = { $name }: nothing was due
coverage-no-grid = In no grid
coverage-no-grid-of = { $community } (in no grid yet)
coverage-footnote = A visit belongs to the day on which it is due at the latest; { $count } no longer needed are not counted.

coverage-earlier = ◀ Earlier
coverage-later = Later ▶
coverage-span-day = Day
coverage-span-week = Week
coverage-span-half_month = Half-month
coverage-span-month = Month
coverage-by-u = By unit
coverage-by-r = By rule
coverage-by-w = By worker
coverage-all-rules = All rules
coverage-others = Others
coverage-above = One level up
coverage-picture = Picture
coverage-xlsx = Table
coverage-csv = CSV
coverage-open-missed = { $count } missed
coverage-open-late = { $count } late
coverage-open-open = { $count } open
coverage-open-met = { $count } in time
coverage-open-lapsed = { $count } not needed
coverage-views = Look at it another way
coverage-into = Open one of these
coverage-more = Details and tables
coverage-back = Back to the figures
coverage-sheet-sent = The table is above: { $title }
coverage-no-such-day = Which day is that? Write it like this: /coverage 2026-10 or /coverage 2026-10-31

coverage-column-name = Name
coverage-column-visited = Visited %
coverage-column-in_time = In time %
coverage-column-due = Due
coverage-column-met = In time
coverage-column-late = Late
coverage-column-missed = Missed
coverage-column-open = Still open
coverage-column-lapsed = Not needed
coverage-column-gap = Longest wait, days
coverage-column-made = Made in person
coverage-name-visited = Visited
coverage-name-in-time = In time

coverage-rows-met = <b>{ $unit }, { $period }: in time</b>
coverage-rows-late = <b>{ $unit }, { $period }: late</b>
coverage-rows-missed = <b>{ $unit }, { $period }: missed</b>
coverage-rows-open = <b>{ $unit }, { $period }: still open</b>
coverage-rows-lapsed = <b>{ $unit }, { $period }: no longer needed</b>
coverage-rows-none = There is nothing here.
coverage-rows-no-doors = Doors and names are shown only to the worker and the community who look after them.
coverage-row = <b>{ $when }</b>  { $who }{ $on }
    { $where }, { $rule }
coverage-row-days = { $month }-{ $day } to { $last_month }-{ $last_day }
coverage-row-day = { $month }-{ $day }
coverage-row-on = , visited { $day }
coverage-door = { $compound } { $building } { $door }
coverage-household = the household

own-month-title = <b>{ $name }'s visits, { $period }</b>
own-month-picture = { $name }'s visits, { $period }
own-month-grids = Looks after: { $grids }
own-month-all-done = All { $due } visits that were due were made, nobody was left out. Well done!
own-month-visited = Visited <b>{ $percent }</b>: { $due } due, { $met } in time, { $late } late, { $missed } missed, { $open } still open
own-month-none = No visit was due here in these days.
own-month-rule = { $rule }: { $visited }/{ $due }, { $met } in time, { $late } late, { $missed } missed
own-month-days = { $working } days of work, { $walked } days on the walk, { $stops } doors opened, { $nobody_home } with nobody at home
own-month-leave = { $days } days of leave
own-month-for-others = And { $count } visits for other grids: thank you for helping out.
own-month-streak = { $days } days in a row without a missed visit.
own-month-gap = The longest wait was { $days } days; { $missed ->
    [0] everybody was looked after, very good.
   *[other] it is worth asking what made it difficult.
}
own-month-missed = What was missed
own-month-red = Red spots
own-month-footnote = { $streak } days without a missed visit; longest wait { $days } days

red-title = <b>{ $count } red spots</b>: not visited for long, the longest first
red-title-later = <b>Red spots: { $count } more</b>
red-none = No red spots: everybody was seen. Thank you all!
red-line = <b>{ $days } days</b>  { $who }, { $met }
    { $where }, { $rule }{ $missed ->
    [0] { "" }
   *[other] , { $missed } missed
}
red-do = Tap a door to see who lives there, why they are visited, and when they were last met.
red-units-title = <b>{ $unit }: red spots</b>, the most first
red-unit = { $name }: { $count }, longest { $days } days
red-units-none = There are no red spots in { $unit }: everybody was seen.
red-later = Next page ({ $count } more)
red-first = From the first
