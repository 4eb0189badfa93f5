# Handing over a grid.

handover-open = Hand a grid to somebody else
handover-vacant = { $grid } has no worker: find one
handover-grids = <b>Handing over</b>: which grid?
handover-card = <b>{ $grid }</b>
    Worker now: { $who }
    { $households } households and { $cases } open cases go along.
handover-vacancy = nobody
handover-to = To whom?
handover-nobody = The community has no other grid worker. Please invite somebody first.
handover-ask = Hand { $grid } to { $who }? It takes effect at once, and both are told.
handover-sure = Hand over
handover-keep = Not yet
handover-done = Done: from today { $who } looks after { $grid }, and both have been told.

notice-handover-to = From today you look after { $grid }; { $cases } open cases came along.
notice-handover-from = { $grid } is looked after by somebody else now. Thank you for your work. Old buttons no longer do anything.

error-taker-gone = They no longer work here. Please choose somebody else.
error-no-longer-yours = Somebody else visits this household now. Nothing was written down.
