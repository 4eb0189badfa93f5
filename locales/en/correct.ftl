# What was noted at visits, and putting one right.

visit-button-more = More
visit-button-video = By video
visit-note-files = { $count } photos or voice notes are here. A few words end it; without words, tap send.
visit-past-button = What was noted
visit-past = <b>{ $compound } { $building } { $door }</b>, the last visits
visit-past-met = { $day }: { $way }, met { $who }
visit-past-away = { $day }: nobody at home
visit-past-note = – { $note }
visit-fix-button = That was wrong
visit-fix-one = { $day } is wrong
visit-fix-met = How was it really?
visit-fix-nobody = Nobody went there
visit-fix-way = In what way?
visit-fix-why = One line, please: why is it changed?
visit-fix-right = { $who }, { $way }
visit-fix-confirm = <b>Changed to</b>: { $right }. The old entry counts no longer; both are kept.
visit-fix-reason = Why: { $reason }
visit-fix-done = It is put right.

error-corrected-already = This was put right before. Nothing was changed.
error-too-late-to-correct = You can change what you wrote down yourself within { $hours } hours. For anything else, please ask the community.
