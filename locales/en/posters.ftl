# What stands on the posters, and what a station's poster opens.
poster-mailbox = Letter box
poster-mailbox-1 = Something to say? Scan and drop a letter
poster-mailbox-2 = No name: nobody who deals with it sees who you are
poster-mailbox-3 = The answer reaches you right there
poster-station = Service station on the doorstep
poster-station-1 = Scan and simply say what it is about
poster-station-2 = Wishes, complaints, hazards: somebody looks after it
poster-station-3 = See at any time how far it is
poster-scan = Scan with your phone's camera
poster-telegram = Telegram

station-title = <b>{ $name }</b>
station-open = Open now, { $opens } to { $closes }
station-closed = Closed now, open { $opens } to { $closes }
station-feature = Known for: { $feature }
provision-in-order = { $what }: works
provision-broken = { $what }: out of order for now
provision-charger = Charger
provision-water = Drinking water
provision-toilet = Toilet
provision-table = Table and chairs
