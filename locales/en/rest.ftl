# Duty on rest days: who visits in which grid.

rest-open = Duty on rest days
rest-day = <b>Duty on rest days</b>, { $day }. Where nobody is named, the grid's worker does it. Tap a grid:
rest-line = { $grid }: { $who }
rest-line-worker = { $grid }: its worker
rest-other-grids = Other grids
rest-other-day = Another day
rest-which-day = <b>Rest days</b>: which one?
rest-who = Who sees to { $grid } on { $day }?
rest-worker = Its worker, as usual
rest-named = Noted.
notice-rest-duty = You are on duty on { $day }, for { $grids }. For the people of every day and every week, a call counts too.
