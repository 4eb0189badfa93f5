# The walk: another day, another building first, a map.

visit-why-chosen = you put it off to today
visit-done-put_off = another day

walk-later-button = Another day
walk-later = On which day? { $last } is the last on which nothing is missed.
walk-not-today = Not today, plan it again
walk-put-off = All right, it is on the walk of { $day }.
walk-put-off-today = All right, not today; it will be planned again.
walk-order-button = Begin elsewhere
walk-order = At which building do you begin? The others follow in order.
walk-begun = All right, the round begins there.
walk-building = { $compound } { $building }
walk-building-doors = { $place }: { $count } doors
walk-doors = { $count } doors
walk-map-button = Map
walk-map = <b>Today's round</b>
walk-map-line = { $number }. { $place }: { $said }
walk-map-title = { $count } doors to go
walk-map-north = North is up; the numbers are the order of the walk.

error-last-day = This door cannot wait: somebody is seen there every day, or it is the last day. If you really cannot go, please tell the community.
error-not-that-day = That would be too late; { $last } is the latest. Please choose an earlier day.
