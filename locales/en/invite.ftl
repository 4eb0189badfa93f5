# Roles are given by invitation, and ended.
invite-roles = <b>Invite</b>  whom?
invite-people = Who holds a role; end one
invite-units = Where should they be { $role }?
invite-no-units = There is nothing to choose here yet.
invite-kinds = Of which kind?
invite-made = Invitation ready: <b>{ $role }</b> ({ $unit }), good until { $when }. Please send this link to them.
invite-link = { $link }
invite-once = It works once. The link is shown only now; if it is lost, make another.
invite-qr = You are invited: { $role }
invite-scan = Scan it and tap Accept. Good until { $when }, once only.
invite-offer = You are invited to be <b>{ $role }</b> ({ $unit }). Would you like to?
invite-accept = Accept
invite-decline = Decline
invite-accepted = Done: you are now { $role } ({ $unit }). Thank you!
invite-declined = All right, nothing was accepted. You can open the link again if you change your mind.
invite-people-title = <b>Who holds a role</b>  Tap whose is to end.
invite-nobody = Nobody yet.
invite-person = { $name }  { $role } ({ $unit })
invite-no-name = no name ({ $id })
invite-end-ask = End this role? It takes effect at once, and they are told.
    { $who }
invite-end-sure = End it
invite-end-keep = Keep it
invite-ended = Ended: { $who }

notice-invitation-accepted = { $who } has accepted your invitation.
notice-role-ended = Your role "{ $role } ({ $unit })" has ended. Thank you for all you did.

error-own-invitation = This is an invitation of your own. Please send it to whom you want to invite.
error-role-already-held = You hold this role already; there is nothing to accept.
error-role-ended-already = This role had ended already; nothing was changed.

menu-invite = Invite
