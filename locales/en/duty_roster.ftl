# The duty roster 排班.
duty-roster-open = Duty roster
duty-roster-units = <b>Duty roster</b>  Of which place?
duty-roster-board = <b>Duty roster</b>  { $unit }, { $day }
duty-roster-nobody = Nobody is on duty that day yet.
duty-roster-turn = { $who } ({ $kind })  { $since } to { $until }
duty-roster-turn-open = { $who } ({ $kind })  since { $since }, until they say otherwise
duty-roster-back = Take off { $who }
duty-roster-add = Put somebody down
duty-roster-day = { $day } ({ $count })
duty-roster-kind = { $kind } ({ $count })
duty-roster-kinds = { $day }: which kind?
duty-roster-no-kinds = No force belongs here yet. Invite somebody first.
duty-roster-shift = { $shift } { $since }–{ $until }
duty-roster-shifts = { $day }, { $kind }: which hours?
duty-roster-people = { $day }, { $kind }, { $shift }: tap a name to put them down, tap again to take them off.
duty-roster-choose = { $who }
duty-roster-chosen = ✓ { $who }
duty-roster-to-board = See the roster
duty-roster-put = Put down; they will be told.
duty-roster-taken = Taken off; they will be told.
duty-roster-own-turn = { $since } to { $until }, { $unit } ({ $kind })

shift-all_day = All day
shift-morning = Morning
shift-afternoon = Afternoon
shift-night = Night

notice-duty-roster-changed = <b>Your duty has changed.</b> It is now:
notice-duty-roster-empty = <b>Your duty has changed</b>: you are not on the roster any more.

error-duty-roster-too-late = These hours are over; please choose later ones.
