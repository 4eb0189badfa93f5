# The duty roster 排班.
roster-open = Duty roster
roster-units = <b>Duty roster</b>  Of which place?
roster-board = <b>Duty roster</b>  { $unit }, { $day }
roster-nobody = Nobody is on duty that day yet.
roster-turn = { $who } ({ $kind })  { $since } to { $until }
roster-turn-open = { $who } ({ $kind })  since { $since }, until they say otherwise
roster-back = Take off { $who }
roster-add = Put somebody down
roster-day = { $day } ({ $count })
roster-kind = { $kind } ({ $count })
roster-kinds = { $day }: which kind?
roster-no-kinds = No force belongs here yet. Invite somebody first.
roster-shift = { $shift } { $since }–{ $until }
roster-shifts = { $day }, { $kind }: which hours?
roster-people = { $day }, { $kind }, { $shift }: tap a name to put them down, tap again to take them off.
roster-choose = { $who }
roster-chosen = ✓ { $who }
roster-to-board = See the roster
roster-put = Put down; they will be told.
roster-taken = Taken off; they will be told.
roster-own-turn = { $since } to { $until }, { $unit } ({ $kind })

shift-all_day = All day
shift-morning = Morning
shift-afternoon = Afternoon
shift-night = Night

notice-roster-changed = <b>Your duty has changed.</b> It is now:
notice-roster-empty = <b>Your duty has changed</b>: you are not on the roster any more.

error-roster-too-late = These hours are over; please choose later ones.
