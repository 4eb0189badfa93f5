# Rider supervisors: the community picks them from its riders, and lets them go again
riders-join = I am a courier
riders-is-supervisor = { $name } (supervisor)
riders-stopped = The agreement has been stopped.
riders-supervises = Supervisor of { $unit } since { $day }.
riders-appoint = Ask to supervise { $unit }
riders-dismiss = No longer supervisor of { $unit }
riders-appointed = Done, and the rider has been told.
riders-dismissed = Done: no longer a supervisor, and the rider will be told.
supervisor-appointed-you = { $unit } asks you to be a rider supervisor. When a hazard that was drawn is said to be fixed, you are asked to take a look near by: gone, or still there. One photo is enough, { $points } points a look. Never while riding: stop first.
supervisor-appointed = A new rider supervisor: { $who }
supervisor-ended = No longer a rider supervisor: { $who }
error-own-appointment = Nobody can appoint themself. Please ask a colleague to tap it.
error-no-supervisor-now = You are not a rider supervisor here any more, so there is nothing left to look at. Thank you for your help.
