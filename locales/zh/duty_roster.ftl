# The duty roster 排班.
duty-roster-open = 值班表
duty-roster-units = <b>值班表</b>　看哪里的？
duty-roster-board = <b>值班表</b>　{ $unit }，{ $day }
duty-roster-nobody = 这一天还没有人值班。
duty-roster-turn = { $who }（{ $kind }）　{ $since } 到 { $until }
duty-roster-turn-open = { $who }（{ $kind }）　{ $since } 起，一直在
duty-roster-back = 不排 { $who }
duty-roster-add = 排人值班
duty-roster-day = { $day }（{ $count }）
duty-roster-kind = { $kind }（{ $count } 人）
duty-roster-kinds = { $day }排哪一类？
duty-roster-no-kinds = 这里还没有下沉力量。先请人来，再排班。
duty-roster-shift = { $shift } { $since }–{ $until }
duty-roster-shifts = { $day }，{ $kind }：值哪一段？
duty-roster-people = { $day }，{ $kind }，{ $shift }：点名字就排上，再点一次就撤下。
duty-roster-choose = { $who }
duty-roster-chosen = ✓ { $who }
duty-roster-to-board = 看值班表
duty-roster-put = 排上了，会告诉本人。
duty-roster-taken = 撤下了，会告诉本人。
duty-roster-own-turn = { $since } 到 { $until }，{ $unit }（{ $kind }）

shift-all_day = 全天
shift-morning = 上午
shift-afternoon = 下午
shift-night = 夜里

notice-duty-roster-changed = <b>您的值班有变动</b>，现在是：
notice-duty-roster-empty = <b>您的值班有变动</b>：接下来没有排您的班。

error-duty-roster-too-late = 这一段已经过去了，请选后面的。
