# The three rates: card, picture, table, and the cases behind each number.

menu-rates = The three rates
command-rates = The three rates: response, resolution, satisfaction
error-period-not-begun = Those days have not come yet: there are no figures.

rates-title = { $unit }, three rates, { $period }
rates-heading = <b>{ $title }</b>
rates-period-day = { $year }-{ $month }-{ $day }
rates-period-week = { $year }-{ $month }-{ $day } to { $last_month }-{ $last_day }
rates-period-month = { $year }-{ $month }
rates-period-quarter = { $year } Q{ $quarter }
rates-period-year = { $year }
rates-so-far = { $period } (up to { $month }-{ $day })
rates-none = There is no data for these days.
rates-no-data = no data
rates-no-grid = No grid yet
rates-all = Total

rates-name-response = Response
rates-name-resolution = Resolution
rates-name-satisfaction = Satisfaction
rates-response = Response <b>{ $percent }</b>: { $of } due, { $counted } in time
rates-resolution = Resolution <b>{ $percent }</b>: { $of } answers, { $counted } “solved”
rates-satisfaction = Satisfaction <b>{ $percent }</b>: { $of } answers, { $counted } satisfied
rates-unanswered = { $count } got no answer in time and are not counted.
rates-line = { $name }: response { $response }, resolution { $resolution }, satisfaction { $satisfaction }
rates-line-none = { $name }: no data
rates-footnote = Resolution and satisfaction come from reporters' answers only; { $count } without an answer are not counted.

rates-earlier = ◀ Earlier
rates-later = Later ▶
rates-details = Cases, picture, table
rates-spans = Another period
rates-into = Open one of these
rates-span-day = Day
rates-span-week = Week
rates-span-month = Month
rates-span-quarter = Quarter
rates-span-year = Year
rates-by-u = By unit
rates-by-c = By category
rates-all-categories = All categories
rates-into-others = Others
rates-above = One level up
rates-picture = Picture
rates-sheet = Table
rates-open-response = Response: cases
rates-open-resolution = Resolution: cases
rates-open-satisfaction = Satisfaction: cases
rates-open-unanswered = { $count } without an answer
rates-back = Back to the rates
rates-sheet-sent = The table is above: { $title }
rates-no-such-day = There is no such day. Write it like this: /rates 2026-10-31

rates-column-name = Unit or category
rates-column-due = Due
rates-column-in_time = In time
rates-column-answered = Answers
rates-column-solved = Solved
rates-column-satisfied = Satisfied
rates-column-unanswered = No answer

rates-rows-response = <b>{ $unit }, { $period }: response</b>
rates-rows-resolution = <b>{ $unit }, { $period }: resolution</b>
rates-rows-satisfaction = <b>{ $unit }, { $period }: satisfaction</b>
rates-rows-unanswered = <b>{ $unit }, { $period }: without an answer</b>
rates-rows-none = There are no cases here.
rates-row = { $number }  { $category }: { $counts }
rates-row-response-yes = responded in time
rates-row-response-no = not responded in time
rates-row-resolution-yes = said to be solved
rates-row-resolution-no = said not to be solved
rates-row-satisfaction-yes = satisfied
rates-row-satisfaction-no = not satisfied
rates-row-unanswered = no answer
rates-row-stars = { " " }({ $stars } of 5)
rates-elsewhere = Now elsewhere

