### 繁體中文。每個功能一節；新增文案放進自己的小節。

## core
choice-line = · { $label }：回覆「{ $words }」
button-stale = 這個按鈕已經過期了。
left-group = 你已經不在這個群組裡了，回來後再試試。
only-in-group = 這個要在群組裡用。
only-in-private = 這個請私訊我。
only-organisers = 這個要由群組管理員來做。
anonymous-not-credited = 你現在是匿名身分，記不到名下。換回本人身分再發一次就好。
usage-none = 沒看懂後面的內容，發「幫助」看看怎麼寫。
unknown-command = 沒有「/{ $name }」這個指令，發「幫助」看看能做什麼。
unknown-command-near = 沒有「/{ $name }」。是想發「/{ $nearest }」嗎？
incident = 出了點小問題，沒能辦成。已經記下來了（編號 { $incident }）。
store-away = 記錄服務暫時連不上，剛才的還沒記上。恢復後我會接著處理，不用重發。
