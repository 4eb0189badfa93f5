# A household or a person goes to another community of the street: offered by the old one, taken by the new.

home-offer-open = To another community
home-offer-which = <b>{ $where }</b>: to which community?
home-offer-ask-note = Anything they should know, like the new address or how to reach them? Please write nothing of care categories: those go along once they are taken.
home-offer-ask-home = Ask <b>{ $to }</b> to take the household of { $home } ({ $people } people)
home-offer-ask-person = Ask <b>{ $to }</b> to take <b>{ $name }</b> of { $home }
home-offer-ask-what-happens = It counts once { $to } has chosen the door and taken them. Until then your side visits, and they see no care data and no visits. You can take it back at any time.
home-offer-send = Ask them
home-offer-sent = { $to } has been told; you hear as soon as they answer.

home-offer-title-home = <b>{ $from }</b> asks <b>{ $to }</b> to take a household{ $people ->
    [0] { "" }
   *[other] { " " }({ $people } people)
  }
home-offer-title-person = <b>{ $from }</b> asks <b>{ $to }</b> to take <b>{ $name }</b>
home-offer-somebody = somebody
home-offer-from = Lived at: { $compound } { $building }
home-offer-note = They say: { $words }
home-offer-until = Please answer by { $day }. Asked by: { $who }
home-offer-hidden = The door, care data and visits are seen once they are taken.
home-offer-take = Take, choose the door
home-offer-decline = Do not take
home-offer-withdraw = Take it back
home-offer-withdrawn = Taken back.
home-offer-which-compound = <b>{ $where }</b>: in which compound do they live?
home-offer-take-grid = They live in { $grid } and are visited by { $who }.
home-offer-take-owed = Visits still owed go along, with at least two working days of grace. It takes effect at once, and both workers and the old community are told.
home-offer-take-sure = Take them
home-offer-taken = Done; both workers and the old community have been told.
home-offer-ask-why-not = Why not? Please write a sentence; the old community reads it.
home-offer-declined = The old community has been told.
home-offer-left = Nothing was answered; it still waits.
home-offer-answer = Because: { $words }
home-offer-state-accepted = { $who } took them, { $when }.
home-offer-state-declined = { $who } did not take them, { $when }.
home-offer-state-withdrawn = { $who } took it back, { $when }.
home-offer-state-expired = Nobody answered in time; nothing was moved.
home-offer-outdated-moved = The household is elsewhere by now; no answer is needed.
home-offer-outdated-ended = The household has ended; no answer is needed.
home-offer-outdated-left = They do not live there any more; no answer is needed.

home-offer-news-offered = Somebody wants to move to you from another community:
home-offer-news-reminded = Still waiting for your answer:
home-offer-news-accepted = They were taken:
home-offer-news-declined = They were not taken:
home-offer-news-withdrawn = It was taken back; no answer is needed:
home-offer-news-expired = Nobody answered in time; if they still move, please ask over there, or offer them again:

home-offer-list-open = Moving between communities ({ $count })
home-offer-list = Waiting for an answer:
home-offer-list-none = Nothing waits for an answer.
home-offer-line-to-home = → { $other }: a household of { $compound } { $building } (by { $day })
home-offer-line-to-person = → { $other }: somebody of { $compound } { $building } (by { $day })
home-offer-line-from-home = ← { $other }: a household of { $compound } { $building } (by { $day })
home-offer-line-from-person = ← { $other }: somebody of { $compound } { $building } (by { $day })

error-offer-answered = Somebody was faster; nothing more was done here.
error-offer-outdated = Things have changed meanwhile; nothing was moved.
error-offer-nobody = That community has no staff yet, so nobody could take them. Please ask the street. Nothing was moved.
