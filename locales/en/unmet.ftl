# Nobody opened twice in a row: at once a case for the community.

unmet-words = Nobody opened on two visits in a row. Please find out soon whether they are well.
unmet-case-button = Open { $number }
unmet-known-button = What is known
unmet-known-title = What is known for <b>{ $number }</b>
unmet-known-who = Looked for: { $who }
unmet-known-try = Nobody opened: { $day }, { $by }
unmet-known-seen = Last met: { $day }, { $way }, { $by }
unmet-known-never = No visit has met them yet.
unmet-known-call = <b>Whom to call</b>
unmet-contact = { $name } { $phone }
unmet-known-nobody = Nobody is registered at this door: please ask a neighbour or the building's head.
unmet-known-logged = This look was written down.
move-seen = Met
move-seen-done = met on a later visit
notice-case-seen = <b>{ $number }</b>: a later visit met them. Please look; if all is well it can be resolved.
