# Roster files 花名册: read, compared, put in, given out again.
menu-roster = Roster

roster-table-community = Communities
roster-table-grid = Grids
roster-table-compound = Compounds
roster-table-building = Buildings
roster-table-household = Households
roster-table-person = Residents
roster-table-care = Care
roster-table-worker = Grid workers

roster-what-new = new
roster-what-changed = changed
roster-what-gone = no longer in the file
roster-what-bad = rows to put right
roster-what-told = worth a look

roster-count = { $table }: { $new } new, { $changed } changed, { $gone } no longer in the file
roster-nothing-new = The same as the roster is now; nothing to change.
roster-rows = { $rows } rows were read.

roster-place = “{ $sheet }” row { $row }
roster-place-cell = “{ $sheet }” row { $row } { $cell }
roster-place-sheet = “{ $sheet }”
roster-cell = column { $column } ({ $heading })
roster-times = (also row { $rows })
roster-times-more = (also row { $rows } and others, { $more } in all)
roster-finding = { $place }: { $reason }

roster-bad-phone = “{ $value }” is no telephone number. One number in a cell, please.
roster-bad-phone_cut = Excel turned “{ $value }” into a power of ten and its last digits are lost. Please make the column text and type it again.
roster-bad-date = Which day “{ $value }” is cannot be told. You can write 2026-03-01.
roster-bad-no_such_day = There is no day “{ $value }”.
roster-bad-name = “{ $value }” does not look like a name.
roster-bad-too_long = Too long; { $value } characters at most.
roster-bad-degrees = “{ $value }” is no latitude or longitude.
roster-bad-order = “{ $value }” is no place in an order; 1, 2, 3 will do.
roster-bad-category = There is no category “{ $value }”.
roster-bad-address = The address “{ $value }” cannot be read. Write it as 某某小区3号楼2单元202室, or in several columns.
roster-bad-formula = This cell is a formula. Please copy it and paste the value only.
roster-bad-missing = It is not filled in.
roster-bad-ends_before = It ends before it begins.
roster-bad-half_a_place = Latitude and longitude go together.
roster-bad-twice = The same as row { $value }.
roster-bad-one_grid = A building lies in one grid. Where it spans several, write the grid under households.
roster-bad-unknown_community = There is no community “{ $value }”.
roster-bad-not_yours = “{ $value }” is not yours to change; it was left alone.
roster-bad-which_community = Which community cannot be told; please add a column 社区.
roster-bad-unknown_compound = There is no compound “{ $value }”. Please put it among the compounds first.
roster-bad-unknown_building = There is no building “{ $value }”. Please put it among the buildings first.
roster-bad-unknown_grid = There is no grid “{ $value }”. Please put it among the grids first.
roster-bad-no_grid = { $value } lies in no grid; until it does, the community looks after it.
roster-bad-two_households = In row { $value } this person lives in another household. Somebody lives in one.
roster-bad-same_name = People of one name live behind this door, so it cannot be told who is meant. Please give each a number.
roster-bad-elsewhere = Somebody of this name and telephone is on another community's roster. Please let the street move them.
roster-bad-shared_phone = The same telephone as row { $value }, in another household; please check.
roster-bad-which_person = A name alone does not say who. Please add an address, a telephone or a number.
roster-bad-unknown_person = { $value } is not on the roster. Please put them among the residents first.
roster-bad-worker_phone = The same telephone as the worker in row { $value }.
roster-bad-no_chat = The worker { $value } has no chat yet and gets no reminders. Please invite them.
roster-bad-hidden_sheet = This sheet is hidden and was not read.
roster-bad-no_heading = No heading row was recognised; it was not read.
roster-bad-unread = These columns were not read: { $value }. Such a table has no use for them; care, households and workers have sheets of their own, as in the template.
roster-bad-no_table = No table was recognised. Please use the headings of the template.

roster-not-a_table = This is no table. Please send an .xlsx or .csv file.
roster-not-old_excel = This is an old .xls, or has a password. Please save it as .xlsx without one and send it again.
roster-not-broken = This file is broken. Please save it again in Excel and send that.
roster-not-bomb = This file would unpack to too much and was not opened.
roster-not-empty = This file is empty.
roster-not-too_many_rows = Too many rows; please send it in parts.
roster-not-too_slow = Reading it took too long and was stopped; please send it in parts.
roster-not-too_large = This file is too large; please send it in parts.
roster-not-lost = The file cannot be had any more; please send it again.
roster-not-not_yours = you keep no roster any more, so nothing was put in.

error-roster-blocked = Some rows have to be put right first. Nothing was changed.
error-roster-changed = Somebody has changed this roster meanwhile; please look once more. Nothing was changed.
error-roster-over = This file has been dealt with already.

roster-file-begin = <b>The roster</b>
    Send me an Excel file (.xlsx) or a .csv. I look first and tell you who is new, what changed, and which rows to put right; only your “put it in” changes anything.
roster-file-template = A template, please
roster-file-export = Give out the roster
roster-file-which = Which community's?
roster-file-template-sent = Here is the template; each heading has a note.
roster-file-export-comes = It is being made and comes in a moment. Please keep it safe and delete it after use.
roster-file-export-at = Preparing the roster of { $name }: { $rows } rows so far…
roster-file-export-not = You keep this community's roster no more, so it was not given out.
roster-file-export-sent = The roster of { $name }. It holds personal data: please keep it safe and delete it after use.
roster-file-taken = Got it, having a look…
roster-file-reading = Reading “{ $name }”: { $rows } rows so far…
roster-file-comparing = All { $rows } rows of “{ $name }” are read; working out what they change…
roster-file-putting = Putting “{ $name }” in… All of it or nothing.
roster-file-putting-read = Putting “{ $name }” in: checking once more, { $rows } rows so far… All of it or nothing.
roster-file-putting-write = Putting “{ $name }” in: all { $rows } rows are checked, and are being written… All of it or nothing.
roster-file-done = <b>It is put in</b>　“{ $name }”
roster-file-after = From tomorrow the visits follow the new roster. Your file was not kept, and goes out of this chat too.
roster-file-left = “{ $name }” was not put in; nothing was changed.
roster-file-refused = “{ $name }” could not be read: { $why }
roster-file-shown = <b>Looked at, not put in yet</b>　“{ $name }”
roster-file-changed-meanwhile = Somebody has changed this roster meanwhile. This is how it is now; please look once more.
roster-file-bad = <b>Rows to put right: { $count }</b>
roster-file-told = <b>Worth a look: { $count }</b>
roster-file-finding = · { $line }
roster-file-more = … and { $count } more; the list has them.
roster-file-put-right = Please put these rows right and send it again. Nothing was changed.
roster-file-gone = { $gone } entries of the roster are no longer in the file: they can stay as they are, or end today.
roster-file-put = Put it in
roster-file-put-keep = Put it in, keep what is not in the file
roster-file-put-end = Put it in and end the { $gone } not in the file
roster-file-list = The list (Excel)
roster-file-list-sent = The list is in this table. It holds personal data: please delete it after use.
roster-file-forgotten = The list is no longer there; please send the file again.
roster-file-leave = Do not put it in

roster-list-name = roster-list.xlsx
roster-list-title = { $name }: the list
roster-list-what = what
roster-list-where = where
roster-list-about = who or what
roster-list-why = why

roster-book-name = roster-{ $name }.xlsx
roster-book-title = Roster of { $name }
roster-template-name = roster-template.xlsx
roster-template-title = Template of a roster
roster-template-read = Read me
roster-template-how = How to fill it in
roster-template-lines =
    1. A sheet for each kind: grids, compounds, buildings, households, residents, care, workers. Leave empty what you do not need.
    2. A blank cell changes nothing. To empty a telephone, a category or a last day, write 无.
    3. Days can be written 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日 or 20260301.
    4. One telephone in a cell. Further columns, title rows and merged cells do no harm.
    5. A sheet speaks for the buildings and grids that it names: of people there whom it does not name you are asked whether they end.
    6. Send it to the bot, look at what it says, then tap “Put it in”.
roster-hint-needed = Needed. { $about }
roster-hint-free = May stay empty. { $about }
roster-hint-community = The community's name; not needed where there is one only.
roster-hint-grid = The grid, for example 第3网格, 三网格, 3.
roster-hint-compound = The compound's name.
roster-hint-building = The building, for example 3号楼, 3栋.
roster-hint-door = The door, for example 2单元202室. Staircase and room may be two columns.
roster-hint-number = Your own number of the person. With it they are known whatever their name and wherever they move.
roster-hint-name = The name.
roster-hint-phone = One telephone.
roster-hint-category = The category; several with 、 between.
roster-hint-since = The first day.
roster-hint-until = The last day.
roster-hint-note = What visitors should know. It is kept encrypted.
roster-hint-order = The order of a walk, 1, 2, 3.
roster-hint-lat = Latitude (WGS84), for example 29.5647.
roster-hint-lon = Longitude (WGS84), for example 106.5507.
roster-hint-household-since = The day they moved in; empty: today.
roster-hint-household-until = The last day of this household.
roster-hint-person-until = The day they move out.
roster-hint-care-since = From when on they are visited more often; empty: today.
roster-hint-care-until = The last day.
roster-hint-worker-since = From when on they are responsible; empty: today.
roster-hint-worker-until = The last day.

roster-matters = <b>What the roster leaves open</b>
roster-matters-none = The roster leaves nothing open.
roster-matters-back = Back to the roster
roster-matters-open = What is left open
roster-matters-name = roster-left-open.xlsx
roster-matters-title = What the roster leaves open
roster-matter-named = · { $name }
roster-matter-more = … and { $count } more
roster-matter-grid_without_worker = Grids without a worker: { $count }
roster-matter-worker_without_chat = Workers without a chat (they get no reminders; please invite them): { $count }
roster-matter-household_without_grid = Households in no grid, the community's until then; buildings with such: { $count }
roster-matter-shared_phone = People of several households with one telephone, please check: { $count }
roster-matter-shared_number = People of several households with one number, please check: { $count }
roster-matter-care_ends_before = Care that ends before it begins: { $count }
roster-matter-grid_without_boundary = Grids without a boundary: { $count }
roster-matter-building_without_place = Buildings without a place: { $count }
roster-hint-staircase = The staircase, for example 2, where it stands apart from the room.
roster-hint-address = The whole address in one cell: 某某小区3号楼2单元202室. Not needed beside compound, building and door.

roster-page-title = The roster: how to hand in an Excel file
roster-page-about =
    A community officer taps “Roster” in the menu for a template; a list that is there already can be sent as it is.
    Both .xlsx and .csv (UTF-8 or GB18030) are read. The bot looks first and says of each row what to put right; only “Put it in” changes anything, all of it or nothing.
    The same file twice changes nothing the second time. Only one's own community can be changed.
roster-page-sheet = A sheet is known by these words in its name: { $names }; where they are not there, by its columns.
roster-page-column = column
roster-page-also = also understood
roster-page-means = what it means
roster-page-words = How to write categories
roster-page-category = category

roster-boundaries = Boundaries: { $new } new or changed, { $same } as they were
roster-feature = feature { $feature }
roster-boundary-no_geojson = This is no GeoJSON FeatureCollection, or too large.
roster-boundary-no_name = It has no name; please give it in one of these properties: { $value }.
roster-boundary-unknown_grid = There is no grid “{ $value }”.
roster-boundary-which_grid = There is more than one “{ $value }”; please add the property 社区.
roster-boundary-twice = This grid is drawn twice.
roster-boundary-no_polygon = It is no whole polygon.
roster-boundary-not_here = It does not lie in China. Longitude goes before latitude, in WGS84.
roster-boundary-crosses = The boundary crosses itself: { $value }
roster-boundary-hole = It has a hole; a grid has none.
roster-boundary-outside = Part of it sticks out of { $value }.
roster-boundary-overlaps = It overlaps { $value }.
roster-boundary-buildings = These buildings lie outside of it, please check: { $value }
