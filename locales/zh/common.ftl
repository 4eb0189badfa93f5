# Words that every part uses: menu, forms, errors, settings.
menu-title = <b>家门口</b>（{ $role }）
    您要办什么，点下面，或者直接打字、发照片给我。
menu-wish = 我有个微心愿
menu-complaint = 我要反映问题
menu-my = 我提过的诉求
menu-settings = 设置
menu-hazard = 随手拍隐患
menu-points = 我的积分
menu-agreement = 双向服务协议
menu-walk = 今天的走访
menu-queue = 待办的诉求
menu-resume = 接着上次没说完的
menu-figures = 查数据
menu-people = 人员和名册
menu-others = 其他的
menu-others-count = 其他的（{ $count }）
# 一个按钮上写着两样，写其中一样也认得：这些是中间的字。
menu-between = 、|与|和
menu-less = 收起

role-resident = 居民
role-rider = 骑手
role-rider_supervisor = 骑手监督员
role-grid_worker = 网格员
role-force = 下沉力量
role-chief = 轮值站长
role-partner = 网格合伙人
role-merchant = 爱心商户
role-community_staff = 社区工作人员
role-street_staff = 街道工作人员
role-admin = 管理员

help = 您不用学什么：把想说的话直接发给我就行，照片、语音、位置也可以。
help-numbers = 知道编号的话，直接打编号就能看，比如 W-2026-000123。
small-talk = 您好，我在呢。有什么事，直接说就行。
unknown-command = 这个命令我不认识。您可以直接说事情，或者点下面的菜单。

settings-title = 换一种语言：
language-name = 中文
language-chosen = 好的，以后我说中文。

form-send = 确认提交
form-cancel = 不填了
form-back = 退一步
form-skip = 跳过
form-cancelled = 好的，不填了，什么都没有提交。
form-noted = 您说的记下了，会一起写上。还请答一下这个：
form-cannot-use = 这个我看不懂，没有用上。前面填的都还在。您可以发文字、照片、语音或位置。
form-old-card = 这张卡片已经过时了，请看最新的那张，或者发 /start。
form-put-aside = 这件先放在这儿，您说的都还在。
form-take-up = 接着说这件
form-sent-already = 已经收到了，不用再点。
form-share-place = 发送我现在的位置
form-share-place-hint = 点下面的按钮，就能发送您现在的位置。
form-lines = 改别的
form-which-line = 要改哪一样？
form-edit-note = 改文字
form-keyboard-away = 下面的按钮收起来了。

consent-ask = 您好，我是<b>家门口</b>，咱们街道的小帮手。
    先说清楚：我只记下办事需要的内容，包括您发来的文字、照片、语音和位置，只给办事的网格员、社区和街道看。您可以匿名。不同意的话，什么都不保存。
    您同意吗？
consent-agree = 同意
home-ask-street = 您住在哪个街道？
home-ask-community = 您住在哪个社区？也可以直接发一个位置。
home-ask-compound = 是哪个小区？
home-none-of-these = 不在这些小区里
join-welcome = 好了，谢谢您。有事随时说，家门口一直在。

danger-call = <b>请先打电话：{ $numbers }</b>
    人先到安全的地方。您的话我同时转给网格员和社区。

error-away = 这会儿系统写不进去，您的话没有丢，过一会儿自动接着办，不用再发。急事请直接打 119、110、120。
error-broken = 这条消息我没处理好，已经记下来，会有人来看。您前面填的都还在，请再试一次。
error-not-found = 没有找到。请看看编号对不对。
error-not-allowed = 这一步不归您办，没有改动。
error-move-not-open = { $number } 已经往前走了，这一步不用再点，请看最新的卡片。
error-somebody-was-faster = 刚刚已由{ $who }{ $move }，{ $number } 没有重复改动，请看最新的卡片。
error-reason-needed = 请写一句原因。
error-evidence-needed = 请写明怎么办好的；隐患还要一张处理后的照片。
error-own-work = 自己办的事要请别人来核查。
error-outside-street = 这个位置不在咱们街道，没有登记。请拨打 { $numbers }。
error-consent-needed = 要先同意隐私说明才能提交。请发 /start。
error-invitation-invalid = 这个邀请已经用过或者过期了，请让社区再发一个。
error-too-many-photos = 最多收 { $limit } 张照片（含语音），这一张没有收下，前面的都在。
error-too-long = 太长了，最多 { $limit } 个字。请分成几条，或者说短一点。
error-already-rated = 您已经评价过了，谢谢。
error-too-many-reopenings = 这件事已经重办过两次，现在由街道直接负责，会有人联系您。

command-start = 打开菜单
command-my = 我提过的诉求
command-help = 怎么用
command-queue = 待办的诉求
command-walk = 今天的走访
command-tasks = 要我们去的任务
command-invite = 发邀请、管角色
command-rider = 双向服务协议和积分
command-cancel = 不填了
command-language = 换语言
bot-description = 咱们街道的小帮手：微心愿、投诉、隐患随手拍，说一声就有人管。

# Above what is repeated, since nobody knows whether it arrived.
said-again = （这条刚才可能已经发过一遍）
