## Stations: the nearest, check-in, what is broken

menu-stations = Stations near by, check-in
stations-ask = Share where you are and I show you the nearest stations; if you are in one, that is enough to check in.
    Today's check-in code hangs in the station: you can type it too.
stations-nearest = <b>The nearest stations that are open now</b>
stations-all-closed = <b>All stations are closed now</b>. The nearest are:
station-near = <b>{ $name }</b> { $metres } m
station-near-hours = { $opens } to { $closes }, { $feature }
station-works = Works: { $what }
station-works-not = Out of order: { $what }
station-report = Broken: { $what }
station-check-in = Check in, other stations
station-check-in-here = I am here: check in
station-code = Today's check-in code
provision-reported = { $what }: out of order, being repaired ({ $number })
checked-in = You are checked in: { $station }. Sit down, have some water.
check-in-earned = That earns { $points } points.
check-in-code = Today's check-in code of <b>{ $station }</b>: <b>{ $code }</b>
    It is good today only; tomorrow there is a new one.
check-in-code-title = Riders check in
check-in-code-below = Today's code: { $code }
check-ins-counted = Checked in today: { $today }, this month: { $month }; in the whole community this month: { $community }.
fault-words = { $station }: { $what } is broken
fault-filed = Noted as { $number }. I tell you when it works again.
fault-known = Somebody has reported it: { $number }. I tell you when it works again.
error-checked-in-today = You checked in today at { $station }. Come back tomorrow.
error-check-in-code = That code is not right, or not today's. Please look at the one that hangs in the station today and type it again, or share where you are.
error-not-at-station = You do not seem to be at a station. Please share your place again once you are there.
error-check-in-for-riders = Everybody is welcome at a station. Check-ins are counted for riders with the two-way agreement: send /rider to accept it.
