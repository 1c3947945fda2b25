### 简体中文。每个功能一节；新增文案放进自己的小节。

## core
choice-line = · { $label }：回复「{ $words }」
button-stale = 这个按钮已经过期了。
left-group = 你已经不在这个群里了，回群后再来吧。
only-in-group = 这个要在群里用。
only-in-private = 这个请私聊我。
only-organisers = 这个要由群管理员来做。
anonymous-not-credited = 你现在是匿名身份，记不到名下。换回本人身份再发一次就好。
usage-none = 没看懂后面的内容，发「帮助」看看怎么写。
unknown-command = 没有「/{ $name }」这个指令，发「帮助」看看能做什么。
unknown-command-near = 没有「/{ $name }」。是想发「/{ $nearest }」吗？
incident = 出了点小问题，没能办成。已经记下来了（编号 { $incident }）。
store-away = 记录服务暂时连不上，刚才的还没记上。恢复后我会接着处理，不用重发。
