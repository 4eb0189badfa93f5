# Deadlines of cases: reminders, what is overdue, what goes on by itself.
span-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
span-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
span-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
alarm-caught-up = (sent late)
alarm-response-left = an answer is due in { $span }
alarm-response-over = the answer is { $span } late
alarm-resolution-left = due in { $span }
alarm-resolution-over = { $span } overdue
alarm-one = <b>{ $number }</b>: { $how }.
alarm-for-reminder = Just a reminder. Thank you.
alarm-for-grid = Somebody is waiting: please take this one first.
alarm-for-community = The grid has not finished it: could the community lend a hand?
alarm-for-street = The community has not finished it: could the street look into it?
alarm-many = <b>{ $count }</b> cases are pressing, the most urgent first:
alarm-row = <b>{ $number }</b>: { $how }
alarm-all = All open cases
alarm-resumed = <b>{ $number }</b>: the day it waited for has come, it can go on.
alarm-resumed-many = <b>{ $count }</b> cases: the day they waited for has come, they can go on:
alarm-street-waits = <b>{ $count }</b> cases were not solved for the third time and wait for the street to take over:
