# Who looked at care data: for the street's admin.

menu-care_log = Who looked
command-care_log = who looked at care data
care-log-title = <b>Who looked at care data</b> (newest first; without doors)
care-log-narrowed = Only what you chose.
care-log-none = Nothing is written down.
care-log-line = { $when } { $name }
    { $what }: { $place }
care-log-home = { $place } household { $household }
care-log-button-who = One person
care-log-button-home = One household
care-log-button-day = One day
care-log-by_who = Whose looks?
care-log-by_home = Which household?
care-log-by_day = Which day?
care-log-back = Back to the log
care-log-all = Show all
looked-household = looked at a household
looked-visit_notes = read the notes of visits
looked-visit_corrected = put a visit right
looked-unmet_told = was told at once where nobody opens, with the door
looked-unmet_known = looked at what is known where nobody opens
looked-roster_matters = looked at what the roster leaves open
looked-roster_looked = looked at the lists of a roster file
looked-roster_given_out = took the roster out
looked-walk = looked at today's walk
looked-walk_map = looked at the map of today's walk
looked-reminded = was reminded of visits, with doors and names
