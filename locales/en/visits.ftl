# Visits: today's walk, a household's card, what is recorded, reminders.

rule-key_persons = people in special care, every day
rule-special_groups = people with a disability or on their own, every week
rule-needy_and_veterans = families in need and veterans, twice a month
rule-every_household = every household, once a month

care-key_person = special care
care-disabled = disability
care-empty_nest = children away
care-living_alone = lives alone
care-needy = in need
care-veteran = veteran

way-in_person = at the door
way-phone = by phone
way-video = by video

visit-and = , {""}
visit-anyone = anyone at home
visit-no-name = no name on record

visit-walk-title = <b>Your walk today</b>: { $total } in all, { $left } to go.
visit-walk-calls-count = It is a rest day: for the people of every day and every week, a call counts too.
visit-walk-empty = Nobody to visit today. Thank you, have a rest.
visit-walk-off-duty = No walk is planned for you today. You are on leave, or have no grid yet.
visit-building = <b>{ $compound } { $building }</b>
visit-stop = { $door }: <b>{ $who }</b>, { $state }
visit-stop-anyone = { $door }: { $state }
visit-stop-button = { $done ->
    [met] ✓ { $building } { $door }
   *[other] { $building } { $door }
}
visit-page-earlier = Back
visit-page-later = Next ({ $count } more)

visit-why-late = missed last time, please catch up soon
visit-why-last_day = today is the last day
visit-why-daily = every day
visit-why-rest_day_duty = planned for this rest day
visit-why-weekly_share = this week's turn
visit-why-share = today's turn

visit-done-met = ✓ visited
visit-done-partly = been there, somebody still to meet
visit-done-not_home = been there, nobody in

visit-home-title = <b>{ $compound } { $building } { $door }</b>
visit-person = { $name }, { $met }
visit-person-care = { $name } ({ $care }), { $met }
visit-met-on = last met: { $day }
visit-met-never = not met yet
visit-home-owed = <b>To be visited</b>
visit-home-owes-nothing = Nothing to do for now, everybody was seen.
visit-owed = { $who }: { $rule }, until { $day }
visit-owed-late = { $who }: { $rule }, was due { $day }, please catch up soon
visit-last = Last visit: { $day }, { $way }
visit-last-met = Last met: { $day }
visit-last-none = Nobody has been met here yet.
visit-home-today = <b>Recorded today</b>
visit-recorded-met = { $way }, met: { $who }
visit-recorded-not-home = been there, nobody in
visit-recorded-note = {" "}(with a note)

visit-button-met = Met everybody
visit-button-away = Nobody in
visit-button-choose = Met some
visit-button-phone = Talked by phone
visit-button-need = Something is needed
visit-button-note = Add a note
back-walk = Back to today's walk
back-red = Back to the red spots
back-counted = Back to the list of visits
visit-button-others = Something else
visit-button-all = See all { $count }
visit-button-household = See this home

visit-choice-in_person = <b>{ $compound } { $building } { $door }</b>
    Whom did you meet? Tap the names, then “Record it”.
visit-choice-phone = <b>{ $compound } { $building } { $door }</b>
    With whom did you talk by phone? Tap the names, then “Record it”.
visit-choice-video = <b>{ $compound } { $building } { $door }</b>
    Whom did you see by video? Tap the names, then “Record it”.
visit-choice-met = ✓ { $name }, met
visit-choice-not = { $name }
visit-choice-done = Record it
visit-choice-back = Never mind

visit-toast-met = Recorded, { $count } done.
visit-toast-met-more = Recorded.
visit-toast-not-home = Recorded: nobody in. Please try once more.
visit-toast-alarmed = Nobody opened twice in a row. The community was told at once, please stay in touch.
visit-toast-repeated = This visit was recorded before; it counts once.
visit-card-of-another-day = That card is from another day, nothing was recorded. Here is today's, please tap again.
visit-note-ask = What would you like to note? A few words; only those who look after this home see them.
visit-note-kept = Your note is kept.

visit-button-earlier = An earlier visit
visit-earlier-day = On which day were you there?
visit-earlier-met = Whom did you meet that day?
visit-earlier-only = Only { $name }
visit-earlier-reason = That is more than two days ago. Please say in a line why it is written down only now.
visit-earlier-confirm = <b>An earlier visit</b>: { $day }, { $met }.
visit-earlier-why = Why so late: { $reason }
visit-earlier-kept = The earlier visit is recorded.

visit-digest-hello = Good morning!
visit-caught-up = (Sent late: we are back after a pause, sorry for the wait)
visit-ending = { $rule }: { $count } still to visit, the time is nearly up.
visit-remainder-title = <b>{ $left } still to visit today</b>, if you pass by:
visit-remind-on = Remind me in the afternoon
visit-remind-on-done = All right, you will hear in the afternoon of what is left.

visit-alarm-title = <b>Please look at once: nobody opened twice in a row</b>
visit-alarm-tries = Nobody opened: { $days }
visit-alarm-do = Please reach them, their family or a neighbour now; if you cannot, go there, and call 110 or 120 if needed.
visit-uncovered = <b>Nobody walks { $count } of your grids today</b>: { $grids }
    Please name somebody soon.

error-visit-in-future = That day is yet to come. Please choose today or a day before.
error-visit-too-long-ago = That was a while ago. Please say in a line why it is written down only now.
error-nobody-met = Please tap whom you met; if nobody, tap “Nobody in”.
error-visit-before-first-day = By the roster they live here from { $day } on, so an earlier visit cannot be written down here. Please take another day, or see whether it was another door; if the day is wrong, the community can put it right first.
visit-unreached-one = { $name } ({ $grid })
visit-unreached = <b>{ $count } workers are in no chat</b> and get no walk for today: { $who }
    Please tell them in person or by phone; a link from "Invite" brings them in.
