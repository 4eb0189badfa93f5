# Who was missed: told to worker, community and street; one tap acknowledges it.

missed-title-worker = <b>{ $count } homes of today's daily visits are still open</b>. Please look in before dark:
missed-title-gap = <b>Nobody has been seen for long at { $count } homes</b>
missed-title-community = <b>{ $count } homes were missed</b>
missed-title-street = <b>Missed several times in a row: { $count }</b>
missed-door = { $compound } { $building } { $door }: missed { $windows ->
    [one] once
   *[other] { $windows } times
}, { $met }
missed-door-last = { $compound } { $building } { $door }: { $met }
missed-grid = { $community } { $grid }: { $people ->
    [one] one person
   *[other] { $people } people
} not met, { $windows } visits in all
missed-do-worker = If you cannot go, tap "I'll see to it": the community is told one working day later then.
missed-title-instead = <b>{ $count } households seen daily were not seen today</b>; no worker of theirs gets a reminder:
missed-do-instead = Please call the workers, or send somebody today. “Got it” puts the reminder of tomorrow morning off by one working day.
missed-do-gap = Please have somebody look in or call today.
missed-do-community = Please have somebody look in. Tap "I'll see to it" and the street is told one working day later.
missed-do-street = Please work with the community to find them and make up for the visits.
missed-ack = I'll see to it
missed-acknowledged = ✓ Somebody is seeing to it.
missed-page-later = Next page ({ $count } more)
missed-nothing-left = Everybody on this list has been met by now. Thank you!

short-title = <b>Many visits were missed, please look into it</b>
short-rule = <b>{ $rule }</b> (from { $day }): { $due } due, { $missed } missed ({ $percent }%)
short-line = { $name }: { $due } due, { $missed } missed ({ $percent }%)
