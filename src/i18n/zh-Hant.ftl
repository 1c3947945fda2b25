### 繁體中文。每個功能一節；新增文案放進自己的小節。

## core
check-in-button = 打卡
check-in-word = 打卡
choice-line = · { $label }：回覆「{ $words }」
button-stale = 這個按鈕已經過期了。
left-group = 你已經不在這個群組裡了，回來後再試試。
only-in-group = 這個要在群組裡用。
only-in-private = 這個請私訊我。
only-organisers = 這個要由群組管理員來做。
only-owners = 這個只有計畫的負責人能用。
anonymous-not-credited = 你現在是匿名身分，記不到名下。換回本人身分再傳一次就好。
usage-none = 沒看懂後面的內容，傳「幫助」看看怎麼寫。
unknown-command = 沒有「/{ $name }」這個指令，傳「幫助」看看能做什麼。
unknown-command-near = 沒有「/{ $name }」。是想傳「/{ $nearest }」嗎？
hint-private = 沒聽懂。傳「幫助」看看能做什麼。
incident = 出了點小問題，沒能辦成。已經記下來了（編號 { $incident }）。
flood-slow = 慢一點，我跟不上啦。過半分鐘再發。
store-away = 記錄服務暫時連不上，剛才的還沒記上。恢復後我會接著處理，不用重發。

## quiz
somebody = 一位同學
quiz-summary = 來一場答題
quiz-usage =
    「答題」馬上開始，「答題 常識 10」選題庫和題數，「答題 列表」看有哪些題庫。
    進行中可以傳「答題 暫停」「答題 繼續」「答題 跳過」「答題 停止」。
quiz-started = 「{ $bank }」{ $count } 題，馬上開始！
quiz-fewer = 題庫裡只有這麼多，就答 { $count } 題。
quiz-rule-change = 每題答對得 10 分，截止前可以改答案。
quiz-rule-first = 每題答對得 10 分，以第一次作答為準。
quiz-rule-speed = 答得快另有最多 5 分加分。
quiz-rule-ties = 同分看答對總用時。打一個字母就能答。
quiz-round-head = 第 { $round }/{ $count } 題 · { $kind } · { $seconds } 秒
quiz-kind-single = 單選
quiz-kind-multiple = 複選
quiz-kind-true-false = 是非
quiz-kind-fill-in = 填空
quiz-hint-single = 回覆一個字母，例如 A
quiz-hint-multiple = 可選多個，例如回覆 AC
quiz-hint-true-false = 回覆「對」或「錯」
quiz-hint-fill-in = 直接打出答案
quiz-answered = 已有 { $count } 人作答
quiz-picture = 圖：{ $alt }
quiz-result-head = 第 { $round } 題答案：{ $answer }
quiz-result-nobody = 這題沒有人作答。
quiz-result-count = { $answered } 人作答，{ $right } 人答對
quiz-result-names = 答對：{ $names }
quiz-explanation = 解析：{ $explanation }
quiz-source = 出處：{ $source }
quiz-board-head = 「{ $bank }」答完了，{ $players } 人參加：
quiz-board-line = { $place }. { $name } { $points } 分（答對用時 { $seconds } 秒）
quiz-board-line-none = { $place }. { $name } 0 分，謝謝參與
quiz-board-more = ……還有 { $count } 人
quiz-board-nobody = 「{ $bank }」結束了，這次沒有人作答。改天再來！
quiz-running = 「{ $bank }」正在進行（第 { $round }/{ $count } 題），答完再開下一場。要提前結束，請發起人傳「答題 停止」。
quiz-none = 現在沒有答題在進行。傳「答題」就能開一場。
quiz-not-yours = 只有發起人和管理員能這麼做。
quiz-between = 這一題已經結束，下一題馬上來。
quiz-paused = 答題先停一下。傳「答題 繼續」接著來。
quiz-already-paused = 已經暫停了。傳「答題 繼續」接著來。
quiz-not-paused = 沒有暫停，正在進行呢。
quiz-resumed = 繼續！還有 { $seconds } 秒。
quiz-stopped = 好，答題到此為止。
quiz-back = 剛才斷了一會兒，第 { $round } 題的時間補上，還有 { $seconds } 秒。已經答的都在。
quiz-count-range = 題數請在 1 到 { $max } 之間。
quiz-bank-unknown = 沒有找到題庫「{ $name }」。現有題庫：{ $banks }
quiz-bank-empty = 題庫「{ $name }」還是空的。
quiz-bank-list = 可以用的題庫：
quiz-bank-row = · { $name }（{ $count } 題）
answer-noted = 記下了：{ $choice }
answer-noted-changeable = 記下了：{ $choice }（截止前可改）
answer-none = 已全部取消，還沒有選。
answer-late = 這一題已經截止了。
answer-locked = 已經答過了：{ $choice }
answer-over = 這一場已經結束了。
answers-received = 已收到：{ $names }
answers-received-more = 已收到：{ $names }，還有 { $more } 人
answers-received-unnamed = 已收到 { $more } 人的答案
quiz-hint-private = 加了我好友的，也可以私訊我作答，別人看不到。
private-answer-noted = 收到：{ $choice }。第 { $round } 題，{ $group }
private-answer-locked = 已經答過了：{ $choice }。第 { $round } 題，{ $group }
private-answer-late = 「{ $group }」的第 { $round } 題已經截止，這次沒記上。
private-answer-which = 好幾個群都在答題，這是給哪個群的？
private-answer-which-row = 發「{ $say }」：{ $group }
private-answer-group = 一個沒有名字的群

## settings
settings-summary = 這裡的設定
settings-usage = 改一項就傳「設定 名稱 值」，例如「設定 時區 台北」「設定 晚間提醒 20:30」「設定 晚間提醒 關」。
settings-head = 目前的設定：
settings-unknown = 沒有「{ $words }」這一項。傳「設定」看看有哪些。
settings-bad-value = 「{ $name }」不能這樣寫。傳「設定」看看例子。
settings-done = 好，{ $name }改為：{ $value }
setting-row = · { $name }（{ $word }）：{ $value }
setting-on = 開
setting-off = 關
setting-auto = 按題目長短
setting-names-group = 群組裡可見
setting-names-organiser = 只給管理員
setting-locale = 語言
setting-zone = 時區
setting-quiet = 勿擾時段
setting-plan-time = 早上發計畫
setting-nudge-time = 晚間提醒
setting-digest-time = 每日摘要
setting-missing-names = 未打卡名單
setting-makeup-days = 可補卡天數
setting-makeup-quota = 每月補卡次數
setting-member-zones = 成員時區
member-zones-how = 成員私下傳「設定 時區 柏林」給我就行，他們的打卡會算在自己當地的日子裡；提醒、晚間提醒和小結還是按本群的時間。
setting-workdays = 工作日
setting-workdays-china = 中國大陸（節假日休息，調休上班）
setting-workdays-own = 週一到週五
setting-quiz-rounds = 每場題數
setting-quiz-seconds = 每題秒數
setting-quiz-change = 可改答案
setting-quiz-speed = 快答加分
setting-tags = 標籤
setting-none = 無

## personal answers
two-sentences = { $first }{ $second }
personal-answer = { $names }：{ $words }
personal-answer-more = { $names }，還有 { $more } 人：{ $words }
personal-answer-unnamed = { $more } 位同學：{ $words }

## help
help-summary = 看看能做什麼
help-head = 我是班長，幫大家按時學習。直接發下面的詞就行：
help-row = · { $word } — { $summary }
help-foot-group = 打卡只要傳「打卡」，答題只要打一個字母。
help-foot-private = 把我加進學習群組，就能一起打卡和答題。

## welcome
welcome-group =
    大家好，我是班長，幫大家一起學習：
    · 每天提醒學習，傳「打卡」兩個字就記上
    · 傳「答題」來一場小測驗，打一個字母就能答
    · 傳「幫助」看全部用法
    什麼都不用先設定，現在就可以開始。
welcome-times = 早上 { $plan } 傳當天內容，晚上 { $nudge } 提醒一次，{ $digest } 小結（{ $zone }）。沒有內容就不打擾。
welcome-change = 管理員可以用下面的按鈕改語言和時區，或傳「設定」。
welcome-change-typed = 管理員想改就傳「設定」加上名稱和值，例如「設定 時區 倫敦」「設定 語言 English」「設定 晚上 關」；傳「設定」看全部。
welcome-private =
    你好，我是班長，陪你學習。
    傳「打卡」記一天，傳「答題」練幾題，傳「幫助」看全部用法。
    想和大家一起學，把我加進群組就行。
welcome-no-nudge = 晚上不提醒
zone-shanghai = 北京時間
zone-taipei = 台北時間
zone-london = 倫敦時間
zone-new-york = 紐約時間
privacy-mode =
    給管理員的提示：這個群組裡我只看得到指令、按鈕和對我的回覆，看不到直接打的「打卡」和字母。
    想讓大家直接打字，請把我設為管理員；或在 BotFather 裡關閉 Group Privacy，再把我重新加進來。
    不改也行：用按鈕，或打 /checkin。

## delivery
private-first = 這個我想私下告訴你。請先點開我的頭像，傳一則私訊給我，再試一次。
late-by = 抱歉，這則來晚了，本來是 { $due } 的。

## import
import-refused = 「{ $name }」沒有匯入，有 { $count } 處要改：
import-more-problems = ……還有 { $count } 處
import-unchanged = 原來的內容沒有變。改好再傳一次就行。
import-dry-run = （只是看看，還沒有匯入）{ $outcome }
import-too-large = 「{ $name }」太大了，最多 { $megabytes } MB。
import-not-fetched = 「{ $name }」沒能下載下來，請再傳一次。
import-neither = 「{ $name }」不像題庫，也不像學習計畫。題庫可以用 CSV、JSON、Aiken 或 GIFT，計畫可以用 YAML、CSV 或 Markdown。
import-not-calendar = 「{ $name }」裡面不是行事曆，沒有讀到假日。請從行事曆程式另外匯出一份 .ics 再傳。
problem-at-line = 第 { $line } 行：{ $reason }
problem-of-file = { $reason }
problem-empty-file = 檔案是空的
problem-too-large = 檔案太大（上限 { $detail }）
problem-bad-encoding = 看不懂這個檔案的編碼，請存成 UTF-8
problem-spreadsheet-file = 還不能直接讀 { $detail }，請另存為 CSV
problem-not-json = 不是正確的 JSON
problem-not-yaml = 不是正確的 YAML
problem-no-questions = 沒有找到題目
problem-too-many-questions = 題目太多（上限 { $detail }）
problem-bad-header = 缺少這一欄：{ $detail }
problem-unclosed-quote = 引號沒有配對
problem-empty-text = 題目是空的
problem-text-too-long = 題目太長（上限 { $detail } 字）
problem-explanation-too-long = 解析太長（上限 { $detail } 字）
problem-source-too-long = 出處太長（上限 { $detail } 字）
problem-topic-too-long = 分類太長（上限 { $detail } 字）
problem-blank-option = 選項 { $detail } 是空的
problem-option-too-long = 選項 { $detail } 太長
problem-duplicate-option = 選項重複：{ $detail }
problem-too-few-options = 選項太少（{ $detail } 個）
problem-too-many-options = 選項太多（{ $detail } 個）
problem-option-out-of-order = 選項順序不對，這裡該是 { $detail }
problem-no-answer = 沒有寫答案
problem-no-correct-option = 沒有標出正確選項
problem-several-correct-options = 單選題有不止一個答案：{ $detail }
problem-unknown-option-letter = 沒有選項 { $detail }
problem-unknown-option = 答案不在選項裡：{ $detail }
problem-ambiguous-answer = 答案有歧義：{ $detail }
problem-bad-true-false = 是非題的答案看不懂：{ $detail }
problem-answer-too-long = 答案太長（上限 { $detail } 字）
problem-too-many-answers = 可接受的答案太多（上限 { $detail }）
problem-bad-picture = 圖片位址不對：{ $detail }
problem-missing-picture = 沒有寫圖片
problem-wrong-shape = 這裡的寫法不對：{ $detail }
problem-unexpected-line = 這一行不該在這裡：{ $detail }
problem-unclosed-brace = 大括號沒有配對
problem-bad-gift = GIFT 寫法有誤：{ $detail }
problem-unsupported-type = 聊天裡不能出這種題：{ $detail }
problem-duplicate-question = 和第 { $detail } 行的題目重複
problem-no-items = 沒有找到學習內容
problem-too-many-items = 天數太多（上限 { $detail }）
problem-bad-start = 開始日期看不懂：{ $detail }
problem-bad-date = 日期看不懂：{ $detail }
problem-bad-goal = 目標看不懂：{ $detail }
problem-empty-title = 內容是空的
problem-title-too-long = 標題太長（上限 { $detail } 字）
problem-detail-too-long = 詳情太長（上限 { $detail } 字）
problem-two-items-on-one-day = 同一天已有內容（第 { $detail } 行）
problem-unclosed-event = 這個行程沒有結尾（END:VEVENT）
problem-no-event-start = 這個行程沒有開始日期（DTSTART）
problem-event-backwards = 這個行程的結束早於開始：{ $detail }
problem-event-too-long = 這個行程太長（最多 { $detail } 天）
problem-unsupported-rule = 只支援每年重複的行程，請改成一天一天列出來：{ $detail }
problem-no-days-off = 裡面沒有去年以來的全天行程
problem-too-many-days-off = 休息日太多（最多 { $detail } 天）

## bank
bank-summary = 看題庫；傳檔案就能匯入
bank-usage = 「題庫 看 名稱」私訊看題目，「題庫 刪除 名稱」刪掉。傳來 CSV、JSON、Aiken 或 GIFT 檔案就能匯入。
bank-added = 題庫「{ $name }」匯入好了，{ $count } 題。傳「答題 { $name }」就能開始。
bank-replaced = 題庫「{ $name }」換成新的了，{ $count } 題。傳「答題 { $name }」就能開始。
bank-skipped = 以上 { $count } 題聊天裡出不了，先跳過了。
bank-too-many = 題庫太多了，先刪掉一些再匯入。
bank-deleted = 題庫「{ $name }」刪掉了。
bank-built-in = 「{ $name }」是內建的題庫，不能刪。
bank-unknown = 沒有題庫「{ $name }」。傳「題庫」看看有哪些。
bank-no-page = 沒有第 { $page } 頁，一共 { $count } 頁。
bank-page = 「{ $name }」第 { $page }/{ $count } 頁（✓ 為正確答案）

## plan
plan-summary = 看本週計畫
plan-usage = 「計畫」看本週，「計畫 下週」看下週。管理員：「計畫 設定 12月1日 第一章 30分鐘」，或把整份計畫發成檔案。
plan-import-usage = 
    把計畫接在後面，每行一天，例如：
    計畫 匯入
    - 12月1日 第一章 30分鐘
    - 12月2日 第二章
plan-imported-untitled = 計畫匯入好了：{ $count } 天，{ $first }到{ $last }。
plan-word = 計畫
plan-week-next = 下週計畫：
plan-week = 本週計畫：
plan-week-of = { $title }：
plan-row = · { $day } { $title }
plan-title-goal = { $title }（{ $goal }）
plan-goal-minutes = { $amount } 分鐘
plan-goal-pages = { $amount } 頁
plan-goal-items = { $amount } 項
plan-empty = 這週還沒有計畫。
plan-empty-next = 下週還沒有計畫。
plan-set = { $day }的內容定好了：
plan-title-long = 內容太長，{ $max } 字以內就好。
plan-imported = 計畫「{ $title }」匯入好了：{ $count } 天，{ $first }到{ $last }。
plan-morning = { $day } 今天學：
plan-morning-ask = 學完傳「打卡」就行。
today-summary = 今天學什麼
today-head = { $day }
today-number = 計畫第 { $number }/{ $count } 天
today-free = 今天沒有安排內容，學點想學的，也可以打卡。
today-next = 今天沒有安排內容，下一次是 { $day }。
today-progress = 已打卡 { $done } 人，群組裡認識的有 { $members } 人。
late-joiner = 歡迎！我們學到第 { $number }/{ $count } 天了。
late-joiner-how = 從今天跟上就好，學完傳「打卡」。傳「計畫」看這一週。

## check-in
enumeration = { $parts }
amount-minutes = { $count } 分鐘
amount-pages = { $count } 頁
amount-items = { $count } 項
amount-percent = { $count }%
amount-fraction = { $count }/{ $of }
amount-bare = { $count }
check-in-summary = 打卡，記下今天的學習
check-in-usage =
    傳「打卡」就行，也可以帶上進度和一句話：「打卡 30分鐘」「打卡 20頁 第三章」「打卡 3/5」。
    管理員可以替人打卡：「打卡 @小李 30分鐘」。
    大家傳「#接龍」打卡也行，名單上的人我會一起記下。
check-in-done =
    { $streak ->
        [1] 打卡成功，新的開始！
       *[other] 打卡成功，已經連續 { $streak } 天！
    }
check-in-done-amount =
    { $streak ->
        [1] 打卡成功（{ $amount }），新的開始！
       *[other] 打卡成功（{ $amount }），已經連續 { $streak } 天！
    }
check-in-added = 記上了，今天一共 { $amount }。
check-in-noted = 補充的記上了。
check-in-again = 今天已經打過卡了，連續 { $streak } 天。想補充進度，傳「打卡 30分鐘」這樣就行。
check-in-line = { $name } 打卡成功，連續 { $streak } 天，今天第 { $count } 位
check-in-line-amount = { $name } 打卡成功（{ $amount }），連續 { $streak } 天，今天第 { $count } 位
check-in-line-added = { $name } 的進度記上了，今天一共 { $amount }
check-in-line-noted = { $name } 補充的記上了
check-in-line-again = { $name } 今天已經打過卡了，連續 { $streak } 天
check-ins-noted = 已記下：{ $names }。今天已有 { $count } 人打卡
check-ins-noted-more = 已記下：{ $names }，還有 { $more } 人。今天已有 { $count } 人打卡
check-ins-noted-unnamed = 已記下 { $more } 人的打卡。今天已有 { $count } 人打卡
check-ins-names = { $names }等 { $count } 人
check-ins-week = { $names } 整整堅持了一週，開了個好頭！
check-ins-month = { $names } 堅持一個月了，真不容易！
check-ins-hundred = { $names } 堅持滿一百天，了不起！
check-in-week = 整整一週，好的開始！
check-in-month = 堅持一個月了，真不容易！
check-in-hundred = 一百天，了不起！
check-in-behalf = 已替 { $name } 打卡（管理員代記）。
check-in-behalf-amount = 已替 { $name } 打卡：{ $amount }（管理員代記）。
check-in-behalf-again = { $name } 今天已經打過卡了。
check-in-odd-amount = 這個數字好像不太對，再看看？例如「打卡 30分鐘」「打卡 3/5」。
check-in-past-day = 「打卡」記的是今天，這次沒有記。要補那天的，傳「補卡 { $day }」。
check-in-ask = 你在群組裡說的「{ $words }」是要打卡嗎？是的話，在群組裡傳「打卡 30分鐘」這樣就行；不是就不用管。
check-in-ask-here = 「{ $words }」是要打卡嗎？是的話，傳「打卡 30分鐘」這樣就行；不是就不用管。
roster-head = 今日打卡 · { $day } · { $count } 人
roster-nobody = 今天還沒有人打卡，來當第一個吧。
roster-entry = { $name } { $amount }
roster-more = 還有 { $count } 人也打卡了
member-not-found = 沒找到叫「{ $name }」的同學，看看名字寫全了沒有？
member-which = 「{ $name }」對得上好幾位，是哪一位？
member-seat = { $name }（{ $seat } 號）
undo-summary = 撤銷自己最近一次打卡或請假
undo-usage = 「撤銷」會收回你最近 7 天裡最後一次打卡、補卡或請假。管理員可以傳「/undo @小李」撤銷代記的打卡。
undo-done = { $day }的打卡撤銷了。
undo-done-amount = { $day }的打卡（{ $amount }）撤銷了。
undo-left = 當天還有 { $count } 筆記錄留著。
undo-make-up = { $day }的補卡撤銷了。
undo-leave = { $days }的請假取消了。
undo-nothing = 最近 7 天沒有可以撤銷的記錄。
make-up-summary = 補記前幾天的打卡
make-up-usage = 「補卡 昨天」「補卡 11月18日 30分鐘 第三章」。
make-up-which = 要補哪一天？也可以傳「補卡 11月18日 30分鐘」這樣。
make-up-none-open = 能補的日子裡都打過卡了，不用補。
make-up-done =
    { $day }補上了，現在連續 { $streak } 天，{ $left ->
        [0] { $month }的補卡次數用完了
       *[other] { $month }還能補 { $left } 次
    }。
make-up-which-day = 日期沒看懂，什麼都沒有記。這樣寫：「補卡 昨天」「補卡 11月18日 30分鐘」。
month-name = { $month }月
only-for-oneself = 這個只能本人來。管理員能替別人做的是「打卡 @名字」和「撤銷 @名字」。
make-up-today = 今天的直接傳「打卡」就行，不用補。
make-up-future = { $day }還沒到呢，到時候再打卡。
make-up-too-old = 只能補最近 { $days } 天的，{ $day }太久了。
make-up-already = { $day }已經打過卡了，不用補。
make-up-quota = 每個月能補 { $quota } 次，{ $month }的已經用完了。
make-up-off = 這裡沒有開放補卡。
leave-summary = 請假，不影響連續天數
leave-usage = 「請假」就是今天；「請假 明天」「請假 11-20 到 11-22 出差」「請假 3天」也行。最長 60 天，過去的只能請最近 7 天。
leave-done = 好的，{ $days }請假，連續天數不受影響。
leave-nothing = { $days }已經打過卡或請過假了，不用再請。
leave-too-long = 一次最多請 { $days } 天，長的話分開請。
leave-too-old = 只能補請最近 { $days } 天的假。
leave-which-days = 日期沒看懂，什麼都沒有記。這樣寫：「請假 明天」「請假 3天」「請假 11-20 到 11-22 出差」。
leave-cancel = 要取消剛請的假，發「撤銷」就行。
leave-too-far = 一年以後的假到時候再請吧。
days-range = { $from }到{ $to }

## progress
me-summary = 看自己的進度和連續天數
me-short = 連續 { $current } 天，最長 { $best } 天，一共打卡 { $total } 天。
me-points = 答題 { $points } 分。
me-calendar-hint = 私訊我傳「我的」可以看月曆。
me-none = 還沒有記錄。傳「打卡」，今天就是第一天。
me-chat = 「{ $title }」連續 { $current } 天，最長 { $best } 天，共 { $total } 天
me-chat-points = 「{ $title }」連續 { $current } 天，最長 { $best } 天，共 { $total } 天，答題 { $points } 分
me-own-chat = 和我的私訊
me-untitled = 沒有名字的群組
me-month = { $month }月（週一在前）：
me-legend = ● 打卡　◎ 補卡　△ 請假　○ 未打卡
rank-summary = 看排名
rank-usage = 「排名」看本週，也可以「排名 今天」「排名 本月」「排名 總」。
rank-head-week = 本週打卡排名
rank-head-month = 本月打卡排名
rank-head-all = 打卡總排名
rank-row-days = { $place }. { $name } { $count } 天
rank-own-days = 你在第 { $place } 名，{ $count } 天
rank-points-head = 答題積分
rank-row-points = { $place }. { $name } { $count } 分
rank-own-points = 你在第 { $place } 名，{ $count } 分
rank-empty = 還沒有人上榜。傳「打卡」，你就是第一個。
missing-summary = 看看誰還沒打卡
missing-usage = 「未打卡」：名單私訊傳給你，也可以「未打卡 昨天」。
missing-head = { $day }：認識的 { $total } 人裡，{ $done } 人打了卡，{ $open } 人還沒有。
missing-names = 還沒打卡：{ $names }
missing-hidden = 另有 { $count } 人不想被點名。
missing-excused = 請假：{ $names }
missing-all-done = { $day }：認識的 { $total } 人裡，該打卡的都打了，真好！
missing-sent = 名單私訊傳給你了。沒收到的話，先私訊我說句話，再傳一次「未打卡」。

## report
report-summary = 看今天的摘要
report-usage = 「日報」看今天，「日報 昨天」看昨天。
report-later = 週報和月報還在準備，之後的版本會有。現在可以看「日報」。
report-nothing = { $day }沒有人打卡或答題。
digest-head = 每日摘要 · { $day }
digest-done = 打卡 { $count } 人（認識的 { $total } 人裡）
digest-made-up = 補卡 { $count } 人
digest-excused = 請假 { $count } 人
digest-open = 還有 { $count } 人沒打卡
digest-amounts = 合計：{ $amounts }
digest-quiz = 答題 { $count } 人參加
digest-streaks = 連續最久：{ $names }
digest-streak = { $name } { $count } 天
nudge-group =
    { $done ->
        [0] 今天的打卡還空著，學了一點也算。
       *[other] 今天 { $done } 人打卡了，還差 { $open } 人。學了一點也算。
    }
nudge-private = 今天還沒打卡，學了一點也算。

## privacy
opt-out-summary = 不被點名、不被提醒
opt-out-usage = 「免打擾」之後，名單和排名裡不出現你的名字；「免打擾 關閉」恢復。
opt-out-on = 好的，名單和排名裡不再出現你的名字，也不單獨提醒你。想恢復就傳「免打擾 關閉」。
opt-out-off = 好的，恢復了，名單和排名裡又能看到你。
forget-summary = 刪除我的全部記錄
forget-usage = 「忘記我」會先問一次，再刪除你的打卡、成績和名字。
forget-ask-chat = 要刪除你在這裡的全部記錄嗎？打卡、請假、成績和名字都會刪掉，找不回來。
forget-ask-all = 要刪除你在所有群組和這裡的全部記錄嗎？打卡、請假、成績和名字都會刪掉，找不回來。
forget-button = 全部刪除
forget-not-yours = 這個按鈕是給別人的。要刪除自己的記錄，請傳「忘記我」。
forget-done = 都刪掉了。之後你再發訊息，我會當作新同學。

## ask
ask-summary = 查知識點，附出處
ask-usage = 「查 關鍵詞」，例如「查 長江」。
ask-during-quiz = 答題中先不查，結束了再來。
ask-nothing = 題庫和計畫裡沒有找到「{ $words }」。
ask-question = { $question } → { $answer }
ask-source = （出處：{ $source }）
ask-plan = { $day } 的計畫：{ $title }

## bind
bind-summary = 把兩個平台的帳號合成一個人
bind-usage = 先在一邊傳「綁定」拿到 6 位數字，再到另一邊傳「綁定 數字」。
bind-code = { $minutes } 分鐘內，在另一個平台傳「綁定 { $code }」就好。
bind-busy = 現在拿不到號碼，請稍後再傳一次「綁定」。
bind-wrong = 這個號碼不對或已過期，請在另一邊重新傳「綁定」。
bind-self = 這是你自己在這邊拿的號碼，請到另一個平台發。
bind-done = 綁定好了，兩邊算同一個人。

## console
console-group = 學習小組
console-bot = 班長
console-opening =
    這裡是「{ $group }」：{ $names }，還有我，班長。
    你現在是{ $speaker }，也是群組管理員。打字就是在群組裡說話，試試：
    { "  " }打卡 30分鐘 · 答題 · 今日 · 提醒 每天8點 讀書 · 幫助
    { "  " }:as { $other } 換個人說話 · :next 撥快時鐘 · #1 點第一個按鈕 · :help 更多
console-moved-clock = 時鐘以前撥快過，現在是 { $at }。
console-second-window = 另一個視窗也開著這個小組。記錄是同一份，我主動說的話可能只出現在其中一個視窗。
console-help =
    直接打字就是在群組裡說話，要換行就打 \n。
    :as { $other }　換個人說話，也可以 :as 2
    #2　點最近一則訊息的第 2 個按鈕
    :skip 1h　撥快時鐘，30m、2d、08:00 都行，路上該發生的都會發生
    :next　撥到下一件事，例如下一題、下一次提醒
    :private 你好　私下跟我說
    :photo 打卡　傳一張照片，帶這句話
    :file 路徑　傳一個檔案，題庫和計畫會匯入
    :who　看成員　:now　看時間　:quit　離開
console-private = { $name }（私訊）
console-speaks = { $name }：
console-only-for = （只有{ $name }看到）
console-recorded = 已記下
console-seen = 看到了
console-now = 現在是 { $at }
console-moment = { $at }
console-speaking-as = 現在是{ $name }在說話
console-member = { $number }. { $name }
console-member-organiser = { $number }. { $name }（管理員）
console-member-current = { $row } ←
console-nobody-called = 沒有叫「{ $name }」的，打 :who 看看有誰。
console-unknown-command = 沒有 :{ $name }，打 :help 看看有哪些。
console-unknown-command-near = 沒有 :{ $name }，是想打 :{ $nearest } 嗎？
console-nothing-to-choose = 現在沒有按鈕可點。
console-no-such-choice = 沒有 #{ $number }，最近這則訊息有 { $count } 個按鈕。
console-choice-of-another = 那是{ $name }私訊裡的按鈕，先打 :as { $name }。
console-skip-usage = 這樣寫：:skip 30m、:skip 1h、:skip 2d，或 :skip 08:00
console-skip-too-far = 一次最多撥快 { $days } 天。
console-empty = 後面還要寫點什麼，打 :help 看看。
console-file-missing = 沒有「{ $path }」這個檔案。
console-file-is-folder = 「{ $path }」是資料夾，要傳的是裡面的檔案。
console-file-unreadable = 「{ $path }」讀不了（{ $reason }）。
console-file-sent = （傳了檔案 { $name }）
console-file-kept = 檔案放在 { $path }
console-photo-sent = （傳了一張照片）
console-failed = 這一句沒能處理，詳情在日誌裡。
console-not-recorded = 最後這一句沒能記上，下次請再傳一次。
console-leaving = 再見，下次接著來！
console-sample-reminder = 提醒 每天 19:30 晚上讀半小時，讀完打個卡

## calendar
calendar-name = { $title }：計畫和提醒
calendar-untitled = 計畫和提醒
calendar-file = 計畫和提醒都在這個行事曆檔案裡，匯入手機行事曆就能看到。這是今天的樣子，之後的改動不會跟著變。
calendar-no-files = 這裡傳不了檔案。可以換個能傳檔案的地方，或者用訂閱：計畫 訂閱
calendar-link = 把這個網址加到行事曆裡，就能看到本群的計畫和提醒：
calendar-link-new = 舊網址已經失效，請用新的：
calendar-link-how = 在行事曆裡選「訂閱行事曆」，貼上上面的網址。拿到網址的人都能看到內容；要換網址，請傳「計畫 訂閱 新」，不想再用，請傳「計畫 訂閱 關」。
calendar-link-off = 好的，這個行事曆的網址已經失效。
calendar-no-web = 這個機器人沒有開通網頁，沒辦法訂閱。傳「計畫 行事曆」可以拿到行事曆檔案。

## days off
days-off-count = · 接下來的休息日（休息日 / days-off）：{ $count } 天
days-off-head = 本群休息日：
days-off-row = · { $days }
days-off-row-named = · { $days } { $name }
days-off-more = · 還有 { $count } 段
days-off-none = 本群還沒有設休息日。
days-off-usage =
    這樣設：設定 休息日 日期 名稱
    · 設定 休息日 2026-12-24..2026-12-26 聖誕
    · 設定 休息日 刪除 2026-12-26
    · 設定 休息日 清空
    也可以直接把假日行事曆檔案（.ics）傳到群裡。
days-off-which =
    沒看懂是哪幾天，比如這樣寫：
    · 設定 休息日 2026-12-24..2026-12-26 聖誕
    · 設定 休息日 刪除 2026-12-26
days-off-added = 好的，{ $days }休息。
days-off-means = 這幾天工作日提醒、晚間提醒和小結都不發，不打卡也不中斷連續天數。
days-off-removed = { $days }照常，不再是休息日。
days-off-nothing = { $days }本來就不是休息日。
days-off-cleared =
    { $count ->
        [0] 本來就沒有休息日。
       *[other] 休息日都清掉了（共 { $count } 天）。
    }
days-off-too-many = 休息日太多了（最多 { $max } 天）。可以先清空：設定 休息日 清空
days-off-imported = 收到，記下 { $count } 天休息日（取代上一份行事曆檔案裡的）。
days-off-timed = 有 { $count } 個行程帶具體時間，沒有算作休息日。
days-off-own = 從現在起，這裡的「工作日」按這份行事曆算：週一到週五，去掉上面這些天。想換回中國大陸的放假安排，請傳：設定 工作日 中國

## remind
remind-summary = 定時提醒
remind-usage =
    這樣寫：提醒 時間 內容
    · 提醒 每天早上8點 背單字 20 分鐘
    · 提醒 工作日 20:30 讀一章
    · 提醒 明天下午3點 視訊會議
    查看：提醒 列表；還可以：提醒 暫停 1、提醒 恢復 1、提醒 刪除 1
remind-not-understood =
    沒看懂是什麼時候，什麼都沒有改。可以這樣寫：
    · 提醒 每天早上8點 背單字
    · 提醒 每週一三五 19:00 打卡
remind-when-unclear = 沒看懂「{ $words }」是什麼時候，什麼都沒有改。可以寫成「明天早上8點」「每週一三五 19:00」這樣。
remind-past = { $at } 已經過去了，換一個之後的時間吧。
past-day = { $at } 已經過去了。如果是明年，把年份也寫上：{ $day }。
remind-too-often = 太頻繁了，大家會嫌吵。兩次之間至少隔 { $minutes } 分鐘。
remind-of-what = 時間看懂了，還差要提醒的內容，例如：提醒 每天 20:30 讀一章
remind-long = 提醒的內容太長了，請控制在 { $max } 個字以內。
remind-enough = 這裡已經有 { $max } 個提醒了，先刪掉不用的吧。傳「提醒 列表」可以看。
remind-made = 好的，{ $when } 提醒（編號 { $number }，{ $zone }）
remind-at = { $at }
remind-next = 接下來三次：{ $times }
remind-words = 內容：{ $words }
remind-spread = 這個帳號同一時間有 { $count } 則訊息要發，會在 { $from }–{ $until } 之間依序送到。
remind-within = { $at }–{ $until }
remind-holidays-unknown = 注意：後面有一年的放假安排還沒公布，先按週一到週五算。
remind-none = 還沒有提醒。
remind-list = 這裡的提醒（{ $zone }）：
remind-row = { $number }. { $when }：{ $words }
remind-row-next = { $number }. { $when }：{ $words }（下次 { $at }）
remind-row-paused = { $number }. [已暫停] { $when }：{ $words }
remind-change = 要改的話：提醒 暫停 1、提醒 恢復 1、提醒 刪除 1
remind-unknown = 沒有編號 { $number } 的提醒。傳「提醒 列表」看看都有哪些。
remind-paused = 編號 { $number } 先停一停：{ $words }
remind-resumed = 編號 { $number } 又開始了：{ $words }（下次 { $at }）
remind-deleted = 編號 { $number } 刪掉了：{ $words }
remind-over = 編號 { $number } 的時間已經過了，不會再提醒。可以刪掉它，重新設一個。
reminder-says = ⏰ 提醒：{ $words }
reminder-holidays-unknown = （{ $year }年放假安排還沒有資料，先按週一到週五提醒）
schedule-once = { $at }
schedule-daily = 每天 { $times }
schedule-workdays = 工作日 { $times }
schedule-own-workdays = 週一到週五（本群休息日除外）{ $times }
schedule-weekdays = 每週一到週五 { $times }
schedule-weekly = 每{ $days } { $times }
schedule-monthly = 每月 { $days } 號 { $times }
schedule-hours = 每隔 { $count } 小時
schedule-minutes = 每隔 { $count } 分鐘
schedule-cron = 按 cron { $expression }
weekday-1 = 週一
weekday-2 = 週二
weekday-3 = 週三
weekday-4 = 週四
weekday-5 = 週五
weekday-6 = 週六
weekday-7 = 週日

## missed

missed-quiz = 剛才斷線了，{ $from } 到 { $to } 之間傳的訊息我沒收到。第 { $round } 題還開著，還有 { $seconds } 秒。斷線時答過的，請再傳一次。
missed-quiz-closed = 剛才斷線了，{ $from } 到 { $to } 之間傳的訊息我沒收到。第 { $round } 題已經截止，那時傳的答案沒能算上，抱歉。
missed-quiz-paused = 剛才斷線了，{ $from } 到 { $to } 之間傳的訊息我沒收到。答題還停著，傳「答題 繼續」接著來。
missed-check-in = 剛才斷線了，{ $from } 到 { $to } 之間傳的打卡我沒收到，麻煩再傳一次。
missed-check-in-too = 斷線時傳的打卡也請再傳一次。

## alarm

alarm-login-wanted = 班長的帳號 { $account } 從 { $since } 起沒有登入：那邊群裡的訊息收不到，提醒和答題也發不出去。請到執行班長的終端機掃一下 QR Code；終端機裡看不到，就到資料夾（data）裡找。
alarm-out-of-reach = 班長的帳號 { $account } 從 { $since } 起連不上：那邊群裡的訊息收不到，提醒和答題也發不出去。我會一直重試；請看看網路和閘道服務是否正常。
alarm-over = 帳號 { $account } 恢復了，斷了 { $took }。斷線時到點的提醒，來得及的會補發，並註明晚到。
alarm-minutes = { $count } 分鐘
alarm-hours = { $hours } 小時 { $minutes } 分鐘

## relay
relay-strangers = 這些名字我還沒對上：{ $names }。換成群裡的名字，或者本人傳一句「打卡」就行。
relay-unclear = 叫這個名字的不只一位，我分不清：{ $names }。請本人傳一句「打卡」就行。
relay-names = { $names }等 { $count } 人
relay-taken-back = 好的，接龍裡 { $names } 的這一條撤下來了。
relay-past-day = 這份接龍是 { $day } 的，今天就先不記了。要補那天的，傳「補卡 { $typed } 30分鐘」這樣就行。

## recognise
recognise-person = { $name }，我重新登入了一次，一時對不上你是哪一位。剛才的話先替你留十分鐘，請在這裡回一句：
recognise-offer = 綁定 { $number }：{ $trace }
recognise-trace =
    { $streak ->
        [0] 上次打卡 { $day }
       *[other] 上次打卡 { $day }，連續 { $streak } 天
    }
recognise-trace-none = 還沒打過卡
recognise-named = 原來叫「{ $name }」，{ $trace }
recognise-nobody = 綁定 0：都不是，我是新來的
recognise-group = 我重新登入了一次，一時對不上這是哪個群。剛才的話先替大家留十分鐘，請哪位回一句：
recognise-group-organisers = 我重新登入了一次，一時對不上這是哪個群。剛才的話先替大家留十分鐘，請群主或管理員回一句：
recognise-group-trace = 「{ $title }」，{ $count } 人，{ $trace }
recognise-untitled = 沒取名的群
recognise-group-active = 最近打卡 { $day }
recognise-group-quiet = 近一個月沒有打卡
recognise-group-new = 綁定 0：都不是，這是新的群
recognise-done = 好，對上了，以前的記錄都在。
recognise-new = 好，記住了，從今天開始記。
recognise-taken = { $name }，這一位已經有人認了。要真是你，請群主或管理員回一句「綁定 同意 { $number }」，我就改過來；選錯了就另選一個，照剛才的編號回。
recognise-range = 請傳 0 到 { $count } 其中一個，例如「綁定 0」。
recognise-organisers = 這一步請群主或管理員來確認。
recognise-code = 這個號碼對不上，請按上面的編號回，例如「綁定 1」。
recognise-held = { $trace }（已經有人認了）
recognise-and = { $trace }，{ $more }
recognise-amount = 那天 { $amounts }
recognise-amount-none = 那天沒記數
recognise-total = 一共 { $count } 天
recognise-best = 最長連續 { $count } 天
recognise-first = { $day }第一次打卡
recognise-alike = 看起來一樣的幾條，按打卡分不出來：拿不準的話，先跟群裡同名的那位商量好再選。
recognise-group-bare = 「{ $title }」，{ $trace }
recognise-taken-private = 這一位已經有人認了。要真是你，請到群裡說一聲「打卡」，再照那裡的編號回，由群主來定；選錯了就另選一個，照剛才的編號回。
recognise-group-taken = 已經有一個群對上這一條了。請照剛才的編號另選一個，都不是就回「綁定 0」。
recognise-moved = 好，改過來了：以前的記錄都歸 { $name }。剛才認了的那位，下次說話時我再問一聲。
recognise-no-dispute = 沒有這個編號要定的事了。要是還沒改過來，請本人再回一次「綁定」和編號。

## send
send-summary = 一次發到很多群
send-usage =
    一次發到很多群：
    · 群發 全部 明天8點 記得學習第三章
    · 群發 #晨讀 每天 7:30 計畫
    · 群發 1,3,5-9 答題 常識 5
    先給你看一遍，傳「群發 開始 編號」才會發出去。
    「群發 群」看各群的編號，「群發 群況」看哪些群需要留意。
send-unclear =
    沒看懂要發給誰，什麼都沒有發。可以這樣寫：
    · 群發 全部 明天8點 記得學習第三章
    · 群發 #晨讀 日報
    · 群發 1,3,5-9 今天的直播 20:00 開始
send-when-unclear =
    沒看懂「{ $words }」是什麼時候，什麼都沒有發。可以寫成「今晚8點」「每週一 19:30」這樣。
    如果這就是要發的內容，在前面加上「現在」就行。
send-of-what = 發給誰看懂了，還差要發的內容，例如：群發 全部 明天8點 記得學習第三章
send-long = 要發的內容太長了，請控制在 { $max } 個字以內。
send-nobody = 沒有找到這樣的群。傳「群發 群」看看都有哪些；群裡傳「設定 標籤 晨讀」可以加標籤。
send-number-unknown = 沒有編號 { $number } 的群。傳「群發 群」看看最新的編號。
send-unknown = 沒有編號 { $number } 的群發。傳「群發」看看都有哪些。
send-past = { $at } 已經過了，換個晚一點的時間再傳一遍吧。
send-not-now = 群發 { $number } { $state }，這一步做不了。傳「群發 { $number }」看看現在怎樣。
send-none = 還沒有群發過。
send-list = 最近的群發：
send-row = { $number }. { $state }：{ $what }（{ $when }）
send-preview = 群發 { $number }（還沒有開始，先看一遍）
send-what = 發什麼：{ $what }
send-what-text = { $words }
send-what-plan = 各群當天的計畫
send-what-quiz = 開一場答題，題庫「{ $bank }」
send-what-quiz-any = 開一場答題，用各群的第一個題庫
send-what-report = 各群當天的小結
send-questions = { $what }，{ $count } 題
send-whom = 發給：{ $whom }，共 { $count } 個群
send-whom-all = 全部
send-whom-tags = 標籤 { $tags }
send-whom-list = 你列出的群
send-when = 時間：{ $when }
send-when-now = 開始後馬上發
send-when-own = { $when }，按各群自己的時間（{ $count } 個時區，你這邊是{ $zone }）
send-when-zone = { $when }（{ $zone }）
send-account = · { $account }：{ $count } 個群，發完{ $takes }
send-platform-telegram = Telegram
send-platform-wechat = 微信
send-platform-console = 終端機
send-platform-account = { $platform } { $account }
send-takes = 全部發完{ $takes }
send-unreachable = 暫時發不到：{ $reasons }
send-unreachable-all = { $said }（{ $names }）
send-unreachable-some = { $said }（{ $names }等）
send-button-unreachable = 看發不到的群
send-unreachable-none = 群發 { $number } 要發的群現在都發得到。
send-unreachable-list = 群發 { $number } 暫時發不到的群（共 { $count } 個，第 { $page } / { $pages } 頁）
send-unreachable-more = 傳「群發 發不到 { $number } { $page }」看下一頁，「群發 發不到 { $number } 檔案」要全部。
send-unreachable-file = 群發 { $number } 暫時發不到的群，共 { $count } 個
send-removed = { $count } 個群把我移出了
send-muted = { $count } 個群不讓我發言
send-unconnected = { $count } 個群的帳號沒連上，連上了會補發
send-quiet = 有 { $count } 個群那時在勿擾時段，會等過了再發。
send-bank-nowhere = 注意：這些群都沒有題庫「{ $bank }」，到時候一個群也開不了。請先匯入題庫，或者換一個。
send-bank-lacking = 有 { $count } 個群沒有題庫「{ $bank }」，那些群開不了這場答題。
send-how-start = 沒問題就傳「群發 開始 { $number }」；不發了就傳「群發 取消 { $number }」。
send-button-start = 開始
send-button-pause = 暫停
send-button-resume = 繼續
send-button-cancel = 取消
send-button-next = 下一頁
send-button-file = 要檔案
send-started = 好，群發 { $number } 開始了。傳「群發 { $number }」看進度，「群發 暫停 { $number }」隨時能停。
send-scheduled = 好，群發 { $number } 到點就發（{ $when }）。傳「群發 { $number }」看進度，「群發 取消 { $number }」就不發了。
send-paused = 群發 { $number } 停住了，還沒發的都先不發。傳「群發 繼續 { $number }」接著來。
send-resumed = 群發 { $number } 接著發。
send-cancelled = 群發 { $number } 取消了，還沒發的不會再發。已經發出去的收不回來。
send-progress = 群發 { $number }：{ $state }
send-state-draft = 還沒開始
send-state-running = 正在發
send-state-waiting = 等時間到
send-state-paused = 停著
send-state-cancelled = 已取消
send-state-done = 發完了
send-done = 已處理 { $done } / { $total } 個群
send-left = 還要{ $takes }
send-about = 約 { $takes }
send-soon = 不到 1 分鐘
send-aside = { $count } 個群在等勿擾時段過去
send-next = 下次：{ $at }
send-outcome-sent = 送到 { $count }
send-outcome-late = 晚到 { $count }
send-outcome-moved = 群有變動、送到新群 { $count }
send-outcome-removed = 已被移出 { $count }
send-outcome-muted = 不讓發言 { $count }
send-outcome-unknown = 不確定送沒送到 { $count }
send-outcome-failed = 沒送到 { $count }
send-outcome-skipped-late = 太晚沒發 { $count }
send-outcome-skipped-quiet = 免打擾沒發 { $count }
send-outcome-skipped-nothing = 沒有可發的內容或在休息 { $count }
send-outcome-skipped-cancelled = 取消沒發 { $count }
send-over = 群發 { $number } 發完了：{ $outcomes }。明細傳「群發 結果 { $number }」。
send-over-cancelled = 群發 { $number } 已取消，到停下為止：{ $outcomes }。明細傳「群發 結果 { $number }」。
send-missed = 有 { $count } 次到點時我沒在運作，錯過了：{ $times }
send-missed-time = { $at }
send-result = 群發 { $number } 的明細，{ $count } 個群
send-result-none = 群發 { $number } 還沒有發過，沒有明細。
send-no-files = 這裡傳不了檔案。請在電腦上執行：banzhang export deliveries --fan-out { $number }
send-groups = 一共 { $count } 個群（第 { $page } / { $pages } 頁）
send-groups-none = 沒有找到這樣的群。
send-group-row = { $number }. { $title }
send-group-row-tags = { $number }. { $title }（{ $tags }）
send-untitled = 沒取名的群
send-no-page = 沒有第 { $page } 頁，一共 { $pages } 頁。
send-groups-more = 傳「群發 群 { $page }」看下一頁，「群發 群 名字」可以找。
send-health = 需要留意的群（共 { $count } 個，第 { $page } / { $pages } 頁）
send-health-none = 各群都好：沒有被移出、被禁言的，{ $days } 天裡都有人說話。
send-health-days = 這樣寫：「群發 群況」看 7 天裡的情況，「群發 群況 14天」看 14 天裡的；天數在 1 到 { $max } 之間。
send-health-count = { $trouble }：{ $count } 個群
send-health-row = · { $title }：{ $trouble }
send-health-row-day = · { $title }：{ $trouble }（{ $day }）
send-health-removed = 我被移出了
send-health-muted = 不讓我發言
send-health-half-deaf = 我不是管理員，只聽得到叫我的話
send-health-away = 帳號沒連上
send-health-not-admin = 我不是管理員
send-health-silent = { $days } 天沒人說話
send-health-more = 傳「群發 群況 { $page }」看下一頁，「群發 群況 檔案」要全部。
send-health-file = 需要留意的群，共 { $count } 個
send-says = 📣 { $words }
