# Whistles 吹哨报到, the forces "6+X", duty.
force-building_heads = building heads
force-branch_secretaries = party-branch secretaries
force-party_members = in-service party members
force-liaison_cadres = liaison cadres
force-police_and_enforcement = police and enforcement
force-red_hats = red-hat volunteers
force-partners = grid partners

list-and = { ", " }
party-force = called helper

move-whistle = Call for help
move-report_in = Report in
move-sign_off = My part is done
move-hand_back = Cannot do it
move-call_off = No longer needed
move-whistle-done = called for help
move-report_in-done = reported in
move-sign_off-done = did their part
move-hand_back-done = said they cannot do it
move-call_off-done = called a helper off

whistle-state-called = waiting for somebody
whistle-state-reported_in = somebody is at it
whistle-state-done = done
whistle-state-handed_back = they could not do it
whistle-state-called_off = called off
whistle-over-done = This part is done, thank you.
whistle-over-handed_back = It went back to the grid worker. Thank you for saying why.
whistle-over-called_off = No need to go: this task was called off.

whistle-task = <b>{ $number }</b>  help from: { $kind }
whistle-waiting = Nobody has reported in yet. If you can come, tap "I am coming".
whistle-declined = You said that you cannot come. If now you can, report in.
whistle-yours = You reported in. Please be done { $when }.
whistle-taken = Somebody from { $unit } has reported in. No need to go, thank you.
whistle-needed = What is needed: { $needed }
whistle-row = <b>{ $number }</b>  { $kind }, { $state }
whistle-tasks = <b>My tasks</b>
whistle-tasks-none = Nobody is calling you right now.

whistle-button-in = I am coming
whistle-button-decline = I cannot come
whistle-button-sign_off = My part is done
whistle-button-hand_back = Cannot do it
whistle-button-call_off = { $kind }: no longer needed
whistle-button-ring = Numbers: { $kind }
whistle-button-list = Back to my tasks
whistle-button-board = Back to who was called
whistle-button-photos = Photos
whistle-button-place = Map
whistle-button-blow = Call more
whistle-button-duty = On duty
whistle-button-today = All of today
whistle-button-always = Until I say
whistle-button-off = Off duty

whistle-board = <b>{ $number }</b>  who was called
whistle-call = <b>{ $kind }</b>  { $state } (called { $when })
whistle-called = { $count ->
    [one] One person was called.
   *[other] { $count } people were called.
}
whistle-unheard = { $count ->
    [one] One of them has no chat and cannot have heard. Please ring:
   *[other] { $count } of them have no chat and cannot have heard. Please ring:
}
whistle-silent = What you agree by telephone: when it is done, tap "{ $kind }: no longer needed" and write how it went.
whistle-who = { $name } ({ $unit })
whistle-somebody = somebody
whistle-cannot = Cannot come: { $reason }

whistle-ring = <b>{ $number }</b>  { $kind }: numbers, only for calling them here.
whistle-ring-phone = { $phone ->
    [none] , no number known
   *[other] , { $phone }
}
whistle-ring-nobody = Everybody who was called can hear of it in the chat.

whistle-ask-kinds = Whom does <b>{ $number }</b> need? Tap as many as you like; tap again to undo.
whistle-no-kinds = <b>{ $number }</b>: nobody more can be called here. Please speak to the community.
whistle-offer = { $kind } ({ $people }, { $on_duty ->
    [0] nobody on duty
   *[other] { $on_duty } on duty
})
whistle-chosen = Call these { $count }
whistle-ask-needed = What should they do, and where, and ask for whom? One sentence. Please do not write who reported it.
whistle-confirm = <b>{ $number }</b> call: { $kinds }
whistle-send = Blow the whistle
whistle-blown = <b>{ $number }</b> The whistle is out. I will tell you as soon as somebody reports in.
whistle-blown-silent = <b>{ $number }</b> Nobody can hear of it in a chat, please ring: { $kinds }.
whistle-reported = You are in. Thank you!

whistle-ask-sign_off = How was your part of <b>{ $number }</b> done? One sentence; a photo first, if you like.
whistle-ask-hand_back = Why can <b>{ $number }</b> not be done? One sentence; the grid worker will find another way.
whistle-ask-decline = Why can you not come to <b>{ $number }</b>? Tap one, or write.
whistle-ask-call_off = Why does <b>{ $number }</b> no longer need them? One sentence.
whistle-reason-1 = I am not near
whistle-reason-2 = I am busy with something else
whistle-reason-3 = I am not well
whistle-confirm-sign_off = <b>{ $number }</b> my part is done
whistle-confirm-hand_back = <b>{ $number }</b> cannot do it
whistle-confirm-decline = <b>{ $number }</b> cannot come
whistle-confirm-call_off = <b>{ $number }</b> no longer needed
whistle-recorded = <b>{ $number }</b> Noted.

duty-title = <b>On duty</b> ({ $kinds })
duty-off = You are off duty. Tap when you can help: whoever is on duty is called first.
duty-on-always = You are on duty until you say otherwise.
duty-on-until = You are on duty until { $when }.
duty-hours = For { $hours } hours

notice-whistle-called = <b>A whistle! { $number }</b> needs you.
notice-whistle-danger = <b>Urgent whistle! { $number }</b> Please look at once.
notice-whistle-taken = <b>{ $number }</b> Somebody has reported in.
notice-whistle-called-off = <b>{ $number }</b> You need not go.
notice-whistle-reported = <b>{ $number }</b> Reported in: { $kind }.
notice-whistle-nobody = <b>{ $number }</b> Nobody has reported in yet: { $kind }. Please look.
notice-whistle-silent = <b>{ $number }</b> No chat reaches anybody of { $kind }. Please ring them.
notice-whistle-signed-off = <b>{ $number }</b> Did their part: { $kind }.
notice-whistle-handed-back = <b>{ $number }</b> Cannot do it: { $kind }. Please call others, or call it off.

error-whistles-open = { $number } cannot be resolved yet: still to do their part: { $kinds }.
error-whistle-open = Already called and still at it: { $kinds }.
error-whistle-taken = Somebody from { $unit } reported in first. Thank you.
error-whistle-over = This task has ended; nothing was changed.
error-nobody-to-call = Nobody of this kind is here; no whistle went out. Please speak to the community.
error-role-ended = This role of yours has ended; nothing was changed.
error-forces-needed = Please choose whom to call and write what is needed.

menu-tasks = My tasks
menu-duty = On duty
