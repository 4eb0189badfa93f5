# A household goes to another grid or moves house: done by the community's staff.

home-move-open = Other worker, or moved house
home-move-of-grid = Move one of the households
home-move-of-none = Give homes without a grid one
home-move-which-building = <b>{ $where }</b>: in which building is it?
home-move-which-door = <b>{ $where }</b>: which household?
home-move-nothing = <b>{ $where }</b>: there are no households here.
home-move-where = <b>{ $home }</b> is in { $grid } now. Where does it go?
home-move-where-none = <b>{ $home }</b> is in no grid now and counts for { $grid }. Where does it go?
home-move-into = To { $grid } ({ $who })
home-move-grids-open = To another worker (same door)
home-found-several = Several households have this address; which one?
home-move-find = Look for a household by its grid
home-move-which-grid = In which grid is it? Or just write the address, like “江南苑3号楼2单元202室”.
home-move-away = To another building
home-move-which-compound = <b>{ $where }</b>: to which compound?
home-move-to-building = <b>{ $where }</b>: to which building?
home-move-ask-door = Behind which door of { $compound } { $building }? Please write it, like 2单元202室.
home-move-title = <b>{ $home }</b> ({ $people } people)
home-move-address = New address: { $home }
home-move-same-grid = Stays in { $grid }, and is still visited by { $who }.
home-move-side = { $grid } ({ $who })
home-move-side-none = { $grid } (no grid yet)
home-move-grids = From { $before } to { $after }.
home-move-owed = Visits still owed go along to { $who }, and are in time until { $day }:
home-move-owed-line = · { $rule }: { $count }
home-move-owes-nothing = No visit is owed now.
home-move-history = Past visits stay with { $grid }. It takes effect at once, and both workers are told.
home-move-sure = Do it
home-move-done = Done; both workers have been told.
home-move-left = Nothing was moved.
home-move-again = See where it is now
home-move-look = See this household

person-move-open = One person moves out
person-move-who = <b>{ $home }</b>: who of them moves?
person-move-nobody = <b>{ $home }</b>: nobody is registered here.
person-move-title = <b>{ $name }</b> leaves { $home }
person-move-joins = { $people } people live there; they will live together.
person-move-new-home = Nobody lives behind that door yet: it becomes a household of its own.
person-move-last = Nobody is registered in the old household then; if it stands empty, please end it in the roster.
person-move-done = Done: the visits and the care entry go along, and both workers have been told.
person-move-left = Nobody was moved.

notice-person-moved-to = Somebody has moved in at <b>{ $home }</b> from { $grid } and is visited by you now, with the visits that are still owed.
notice-person-moved-from = Somebody of { $compound } { $building } has moved to { $grid }; you need not visit them any more. Thank you.
notice-home-moved-to = <b>{ $home }</b> has come to you from { $grid }, with the visits that are still owed.
notice-home-moved-from = A household of { $compound } { $building } has gone to { $grid }; you need not visit it any more. Thank you.

error-home-stays = It is there already; nothing was moved.
error-home-elsewhere = That is not in this community; nothing was moved. To another one, press "To another community": they take it there.
error-no-grid-there = That building is in no grid yet, so nobody would visit. Please give it a grid in the roster first, or take another building.
error-door-taken = Somebody lives behind that door already; please see whether it is written right.
error-door-not-understood = Please write the door, with { $limit } letters at most, like 2单元202室.
error-no-home-there = No household of yours has this address; please see whether building and door are right. To report something there, please write what it is, too.
error-home-moved-on = Somebody has moved this household just now; nothing more was moved.
