# 网格交接。

handover-open = 把网格交给别人
handover-vacant = { $grid }还没有网格员，请安排
handover-grids = <b>网格交接</b>　要交接哪个网格？
handover-card = <b>{ $grid }</b>
    现在负责：{ $who }
    { $households } 户，承办中的诉求 { $cases } 件，会一起交过去。
handover-vacancy = 还没有人
handover-to = 交给谁？
handover-nobody = 社区里没有别的网格员。请先发一个邀请，请人来做网格员。
handover-ask = 要把{ $grid }交给 { $who } 吗？马上生效，会告诉双方。
handover-sure = 交接
handover-keep = 再看看
handover-done = 交接好了：{ $grid }从今天起由 { $who } 负责，已经告诉双方。

notice-handover-to = { $grid }从今天起由您负责，没办完的诉求 { $cases } 件也转给您了。
notice-handover-from = { $grid }已经交给别人负责，谢谢您这段时间的辛苦。以前的按钮不能再用了。

error-taker-gone = 这位已经不在这里工作了，请另选一位。
error-no-longer-yours = 这户人家现在由别人走访，这里没有记下什么。
