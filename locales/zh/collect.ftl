# The other ways in: a worker writes down what somebody says, letters from the letter box, and whose number it is.
menu-behalf = 替居民登记
behalf-ask-words = 居民说的是什么事？打字、照片、语音都行。
behalf-ask-place = 在哪儿？点“位置”发过来，写一句，或者选一个。
behalf-in-grid = { $grid }（不写小区）
behalf-ask-contact = 怎么称呼、电话多少？一条发来就行，比如“张阿姨 138…”。居民不想留就点下面。
behalf-no-contact = 不留称呼和电话
behalf-for-somebody = <b>替居民登记</b>
behalf-clock = 按“{ $route }”办：{ $respond }答复，{ $resolve }办好。
report-edit-contact = 改称呼电话
contact-none = 没有留称呼和电话
contact-line = 联系人：{ $name }，{ $phone }
contact-no-name = 没留称呼
contact-no-phone = 没留电话
contact-of = <b>{ $number }</b> 的联系方式，请只用来办这件事。
case-contact = 看联系方式

move-link = 认领
move-link-done = 转到了诉求人名下

phone-bind = 绑定手机号，看替我登记的事
phone-ask = 网格员当面替您登记过的事，绑定手机号就能自己看进展。号码只用来对一对，我不保存。
phone-share = 发送我的手机号
form-share-phone-hint = 点下面的按钮，就能发送您的手机号。
phone-bound = { $count ->
    [0] 绑好了。现在没有用这个号码替您登记的事；以后有了，会直接转到您名下。
   *[other] 绑好了。替您登记的 { $count } 件事转到了您名下，在“我提过的诉求”里看。
}
phone-asked = 好的。如果有网格员用这个号码替您登记过事情，我请他们认一认；认出来了，马上告诉您。
phone-yes = 是这位居民
phone-no = 不是
phone-answered-yes = 好的，<b>{ $number }</b> 转到这位居民名下了。
phone-answered-no = 好的，没有转，<b>{ $number }</b> 照旧。
notice-phone-claimed = <b>{ $number }</b> 是当面登记的。有人说那个电话是自己的，想看进展。请打个电话问一句：是这位居民吗？
notice-phone-linked = 网格员替您登记的 { $count } 件事转到了您名下，在“我提过的诉求”里看。
notice-phone-unknown = 登记的网格员没有认出您，事情没有转过来。您可以当面找网格员说一声。

error-phone = 这个电话好像不对，请再看看，只写一个号码。前面填的都还在。
error-somebody-elses-number = 这是别人的名片，证明不了什么。请点下面的按钮发您自己的号码。
error-one-number-a-day = 今天已经报过一个号码了，还在等网格员认。换号码请明天再试。
error-answered-already = 这一问已经有人答过了，没有改动。
error-mailbox-closed = 这个信箱已经停用了。您可以直接把事情发给我，也能匿名。

mailbox-welcome = 这里是<b>{ $name }</b>。不用留名：办事的人看不到您的姓名和联系方式，有答复我还是会告诉您。
mailbox-ask-words = <b>{ $name }</b>：您想说什么？打字、发照片都行。不用留名，办事的人看不到您的姓名和联系方式。
mailbox-place = { $name }所在的片区
letter-instead = 是信箱里的来信
letter-ask-box = 从哪个信箱取的信？
letter-ask-pages = <b>{ $name }</b>的来信：请把信拍下来，几页都行。想写几句内容也行。
letter-anonymous = 匿名来信，没有诉求人可以联系
letter-again = 再来一封
letter-empty = 我是来取信的
