### 简体中文。每个功能一节；新增文案放进自己的小节。

## core
check-in-button = 打卡
check-in-word = 打卡
choice-line = · { $label }：回复「{ $words }」
button-stale = 这个按钮已经过期了。
left-group = 你已经不在这个群里了，回群后再来吧。
only-in-group = 这个要在群里用。
only-in-private = 这个请私聊我。
only-organisers = 这个要由群管理员来做。
only-owners = 这个只有项目的负责人能用。
anonymous-not-credited = 你现在是匿名身份，记不到名下。换回本人身份再发一次就好。
usage-none = 没看懂后面的内容，发「帮助」看看怎么写。
unknown-command = 没有「/{ $name }」这个指令，发「帮助」看看能做什么。
unknown-command-near = 没有「/{ $name }」。是想发「/{ $nearest }」吗？
hint-private = 没听懂。发「帮助」看看能做什么。
incident = 出了点小问题，没能办成。已经记下来了（编号 { $incident }）。
flood-slow = 慢一点，我跟不上啦。过半分钟再发。
store-away = 记录服务暂时连不上，刚才的还没记上。恢复后我会接着处理，不用重发。

## quiz
somebody = 一位同学
quiz-summary = 来一场答题
quiz-usage =
    「答题」马上开始，「答题 常识 10」选题库和题数，「答题 列表」看有哪些题库。
    进行中可以发「答题 暂停」「答题 继续」「答题 跳过」「答题 停止」。
quiz-started = 「{ $bank }」{ $count } 题，马上开始！
quiz-fewer = 题库里只有这么多，就答 { $count } 题。
quiz-rule-change = 每题答对得 10 分，截止前可以改答案。
quiz-rule-first = 每题答对得 10 分，以第一次作答为准。
quiz-rule-speed = 答得快另有最多 5 分加分。
quiz-rule-ties = 同分看答对总用时。打一个字母就能答。
quiz-round-head = 第 { $round }/{ $count } 题 · { $kind } · { $seconds } 秒
quiz-kind-single = 单选
quiz-kind-multiple = 多选
quiz-kind-true-false = 判断
quiz-kind-fill-in = 填空
quiz-hint-single = 回复一个字母，例如 A
quiz-hint-multiple = 可选多个，例如回复 AC
quiz-hint-true-false = 回复「对」或「错」
quiz-hint-fill-in = 直接打出答案
quiz-answered = 已有 { $count } 人作答
quiz-picture = 图：{ $alt }
quiz-result-head = 第 { $round } 题答案：{ $answer }
quiz-result-nobody = 这题没有人作答。
quiz-result-count = { $answered } 人作答，{ $right } 人答对
quiz-result-names = 答对：{ $names }
quiz-explanation = 解析：{ $explanation }
quiz-source = 出处：{ $source }
quiz-board-head = 「{ $bank }」答完了，{ $players } 人参加：
quiz-board-line = { $place }. { $name } { $points } 分（答对用时 { $seconds } 秒）
quiz-board-line-none = { $place }. { $name } 0 分，谢谢参与
quiz-board-more = ……还有 { $count } 人
quiz-board-nobody = 「{ $bank }」结束了，这次没有人作答。改天再来！
quiz-running = 「{ $bank }」正在进行（第 { $round }/{ $count } 题），答完再开下一场。要提前结束，请发起人发「答题 停止」。
quiz-none = 现在没有答题在进行。发「答题」就能开一场。
quiz-not-yours = 只有发起人和管理员能这么做。
quiz-between = 这一题已经结束，下一题马上来。
quiz-paused = 答题先停一下。发「答题 继续」接着来。
quiz-already-paused = 已经暂停了。发「答题 继续」接着来。
quiz-not-paused = 没有暂停，正在进行呢。
quiz-resumed = 继续！还有 { $seconds } 秒。
quiz-stopped = 好，答题到此为止。
quiz-back = 刚才断了一会儿，第 { $round } 题的时间补上，还有 { $seconds } 秒。已经答的都在。
quiz-count-range = 题数请在 1 到 { $max } 之间。
quiz-bank-unknown = 没有找到题库「{ $name }」。现有题库：{ $banks }
quiz-bank-empty = 题库「{ $name }」还是空的。
quiz-bank-list = 可以用的题库：
quiz-bank-row = · { $name }（{ $count } 题）
answer-noted = 记下了：{ $choice }
answer-noted-changeable = 记下了：{ $choice }（截止前可改）
answer-none = 已全部取消，还没有选。
answer-late = 这一题已经截止了。
answer-locked = 已经答过了：{ $choice }
answer-over = 这一场已经结束了。
answers-received = 已收到：{ $names }
answers-received-more = 已收到：{ $names }，还有 { $more } 人
answers-received-unnamed = 已收到 { $more } 人的答案
quiz-hint-private = 加了我好友的，也可以私聊我作答，别人看不到。
private-answer-noted = 收到：{ $choice }。第 { $round } 题，{ $group }
private-answer-locked = 已经答过了：{ $choice }。第 { $round } 题，{ $group }
private-answer-late = 「{ $group }」的第 { $round } 题已经截止，这次没记上。
private-answer-which = 好几个群都在答题，这是给哪个群的？
private-answer-which-row = 发「{ $say }」：{ $group }
private-answer-group = 一个没有名字的群

## settings
settings-summary = 这里的设置
settings-usage = 改一项就发「设置 名称 值」，例如「设置 时区 北京」「设置 晚间提醒 20:30」「设置 晚间提醒 关」。
settings-head = 当前设置：
settings-unknown = 没有「{ $words }」这一项。发「设置」看看有哪些。
settings-bad-value = 「{ $name }」不能这样写。发「设置」看看例子。
settings-done = 好，{ $name }改为：{ $value }
setting-row = · { $name }（{ $word }）：{ $value }
setting-on = 开
setting-off = 关
setting-auto = 按题目长短
setting-names-group = 群里可见
setting-names-organiser = 只给管理员
setting-locale = 语言
setting-zone = 时区
setting-quiet = 免打扰时段
setting-plan-time = 早上发计划
setting-nudge-time = 晚间提醒
setting-digest-time = 每日小结
setting-missing-names = 未打卡名单
setting-makeup-days = 可补卡天数
setting-makeup-quota = 每月补卡次数
setting-member-zones = 成员时区
member-zones-how = 成员私下给我发「设置 时区 柏林」就行，他们的打卡会算在自己当地的日子里；提醒、晚间提醒和小结还是按本群的时间。
setting-workdays = 工作日
setting-workdays-china = 中国大陆（节假日休息，调休上班）
setting-workdays-own = 周一到周五
setting-quiz-rounds = 每场题数
setting-quiz-seconds = 每题秒数
setting-quiz-change = 可改答案
setting-quiz-speed = 快答加分
setting-tags = 标签
setting-none = 无

## personal answers
two-sentences = { $first }{ $second }
personal-answer = { $names }：{ $words }
personal-answer-more = { $names }，还有 { $more } 人：{ $words }
personal-answer-unnamed = { $more } 位同学：{ $words }

## help
help-summary = 看看能做什么
help-head = 我是班长，帮大家按时学习。直接发下面的词就行：
help-row = · { $word } — { $summary }
help-foot-group = 打卡只要发「打卡」，答题只要打一个字母。
help-foot-private = 把我拉进学习群，就能一起打卡和答题。

## welcome
welcome-group =
    大家好，我是班长，帮大家一起学习：
    · 每天提醒学习，发「打卡」两个字就记上
    · 发「答题」来一场小测验，打一个字母就能答
    · 发「帮助」看全部用法
    什么都不用先设置，现在就可以开始。
welcome-times = 早上 { $plan } 发当天内容，晚上 { $nudge } 提醒一次，{ $digest } 小结（{ $zone }）。没有内容就不打扰。
welcome-change = 管理员可以用下面的按钮改语言和时区，或发「设置」。
welcome-change-typed = 管理员想改就发「设置」加上名称和值，比如「设置 时区 伦敦」「设置 语言 English」「设置 晚上 关」；发「设置」看全部。
welcome-private =
    你好，我是班长，陪你学习。
    发「打卡」记一天，发「答题」练几题，发「帮助」看全部用法。
    想和大家一起学，把我拉进群就行。
welcome-no-nudge = 晚上不提醒
zone-shanghai = 北京时间
zone-taipei = 台北时间
zone-london = 伦敦时间
zone-new-york = 纽约时间
privacy-mode =
    给管理员的提示：这个群里我只看得到指令、按钮和对我的回复，看不到直接打的「打卡」和字母。
    想让大家直接打字，请把我设为管理员；或在 BotFather 里关闭 Group Privacy，再把我重新拉进群。
    不改也行：用按钮，或打 /checkin。

## delivery
private-first = 这个我想私下告诉你。请先点开我的头像，给我发一条私聊，再试一次。
late-by = 抱歉，这条来晚了，本来是 { $due } 的。

## import
import-refused = 「{ $name }」没有导入，有 { $count } 处要改：
import-more-problems = ……还有 { $count } 处
import-unchanged = 原来的内容没有变。改好再发一次就行。
import-dry-run = （只是看看，还没有导入）{ $outcome }
import-too-large = 「{ $name }」太大了，最多 { $megabytes } MB。
import-not-fetched = 「{ $name }」没能下载下来，请再发一次。
import-neither = 「{ $name }」不像题库，也不像学习计划。题库可以用 CSV、JSON、Aiken 或 GIFT，计划可以用 YAML、CSV 或 Markdown。
import-not-calendar = 「{ $name }」里面不是日历，没有读到节假日。请从日历程序里另外导出一份 .ics 再发。
problem-at-line = 第 { $line } 行：{ $reason }
problem-of-file = { $reason }
problem-empty-file = 文件是空的
problem-too-large = 文件太大（上限 { $detail }）
problem-bad-encoding = 看不懂这个文件的编码，请存成 UTF-8
problem-spreadsheet-file = 还不能直接读 { $detail }，请另存为 CSV
problem-not-json = 不是正确的 JSON
problem-not-yaml = 不是正确的 YAML
problem-no-questions = 没有找到题目
problem-too-many-questions = 题目太多（上限 { $detail }）
problem-bad-header = 缺少这一列：{ $detail }
problem-unclosed-quote = 引号没有配对
problem-empty-text = 题目是空的
problem-text-too-long = 题目太长（上限 { $detail } 字）
problem-explanation-too-long = 解析太长（上限 { $detail } 字）
problem-source-too-long = 出处太长（上限 { $detail } 字）
problem-topic-too-long = 分类太长（上限 { $detail } 字）
problem-blank-option = 选项 { $detail } 是空的
problem-option-too-long = 选项 { $detail } 太长
problem-duplicate-option = 选项重复：{ $detail }
problem-too-few-options = 选项太少（{ $detail } 个）
problem-too-many-options = 选项太多（{ $detail } 个）
problem-option-out-of-order = 选项顺序不对，这里该是 { $detail }
problem-no-answer = 没有写答案
problem-no-correct-option = 没有标出正确选项
problem-several-correct-options = 单选题有不止一个答案：{ $detail }
problem-unknown-option-letter = 没有选项 { $detail }
problem-unknown-option = 答案不在选项里：{ $detail }
problem-ambiguous-answer = 答案有歧义：{ $detail }
problem-bad-true-false = 判断题的答案看不懂：{ $detail }
problem-answer-too-long = 答案太长（上限 { $detail } 字）
problem-too-many-answers = 可接受的答案太多（上限 { $detail }）
problem-bad-picture = 图片地址不对：{ $detail }
problem-missing-picture = 没有写图片
problem-wrong-shape = 这里的写法不对：{ $detail }
problem-unexpected-line = 这一行不该在这里：{ $detail }
problem-unclosed-brace = 大括号没有配对
problem-bad-gift = GIFT 写法有误：{ $detail }
problem-unsupported-type = 聊天里不能出这种题：{ $detail }
problem-duplicate-question = 和第 { $detail } 行的题目重复
problem-no-items = 没有找到学习内容
problem-too-many-items = 天数太多（上限 { $detail }）
problem-bad-start = 开始日期看不懂：{ $detail }
problem-bad-date = 日期看不懂：{ $detail }
problem-bad-goal = 目标看不懂：{ $detail }
problem-empty-title = 内容是空的
problem-title-too-long = 标题太长（上限 { $detail } 字）
problem-detail-too-long = 详情太长（上限 { $detail } 字）
problem-two-items-on-one-day = 同一天已有内容（第 { $detail } 行）
problem-unclosed-event = 这个日程没有结尾（END:VEVENT）
problem-no-event-start = 这个日程没有开始日期（DTSTART）
problem-event-backwards = 这个日程的结束早于开始：{ $detail }
problem-event-too-long = 这个日程太长（最多 { $detail } 天）
problem-unsupported-rule = 只支持每年重复的日程，请改成一天一天列出来：{ $detail }
problem-no-days-off = 里面没有去年以来的全天日程
problem-too-many-days-off = 休息日太多（最多 { $detail } 天）

## bank
bank-summary = 看题库；发文件就能导入
bank-usage = 「题库 看 名称」私聊看题目，「题库 删除 名称」删掉。发来 CSV、JSON、Aiken 或 GIFT 文件就能导入。
bank-added = 题库「{ $name }」导入好了，{ $count } 题。发「答题 { $name }」就能开始。
bank-replaced = 题库「{ $name }」换成新的了，{ $count } 题。发「答题 { $name }」就能开始。
bank-skipped = 以上 { $count } 题聊天里出不了，先跳过了。
bank-too-many = 题库太多了，先删掉一些再导入。
bank-deleted = 题库「{ $name }」删掉了。
bank-built-in = 「{ $name }」是自带的题库，不能删。
bank-unknown = 没有题库「{ $name }」。发「题库」看看有哪些。
bank-no-page = 没有第 { $page } 页，一共 { $count } 页。
bank-page = 「{ $name }」第 { $page }/{ $count } 页（✓ 为正确答案）

## plan
plan-summary = 看本周计划
plan-usage = 「计划」看本周，「计划 下周」看下周。管理员：「计划 设置 12月1日 第一章 30分钟」，或把整份计划发成文件。
plan-import-usage = 
    把计划接在后面，每行一天，例如：
    计划 导入
    - 12月1日 第一章 30分钟
    - 12月2日 第二章
plan-imported-untitled = 计划导入好了：{ $count } 天，{ $first }到{ $last }。
plan-word = 计划
plan-week-next = 下周计划：
plan-week = 本周计划：
plan-week-of = { $title }：
plan-row = · { $day } { $title }
plan-title-goal = { $title }（{ $goal }）
plan-goal-minutes = { $amount } 分钟
plan-goal-pages = { $amount } 页
plan-goal-items = { $amount } 项
plan-empty = 这周还没有计划。
plan-empty-next = 下周还没有计划。
plan-set = { $day }的内容定好了：
plan-title-long = 内容太长，{ $max } 字以内就好。
plan-imported = 计划「{ $title }」导入好了：{ $count } 天，{ $first }到{ $last }。
plan-morning = { $day } 今天学：
plan-morning-ask = 学完发「打卡」就行。
today-summary = 今天学什么
today-head = { $day }
today-number = 计划第 { $number }/{ $count } 天
today-free = 今天没有安排内容，学点想学的，也可以打卡。
today-next = 今天没有安排内容，下一次是 { $day }。
today-progress = 已打卡 { $done } 人，群里认识的有 { $members } 人。
late-joiner = 欢迎！我们学到第 { $number }/{ $count } 天了。
late-joiner-how = 从今天跟上就好，学完发「打卡」。发「计划」看这一周。

## check-in
enumeration = { $parts }
amount-minutes = { $count } 分钟
amount-pages = { $count } 页
amount-items = { $count } 项
amount-percent = { $count }%
amount-fraction = { $count }/{ $of }
amount-bare = { $count }
check-in-summary = 打卡，记下今天的学习
check-in-usage =
    发「打卡」就行，也可以带上进度和一句话：「打卡 30分钟」「打卡 20页 第三章」「打卡 3/5」。
    管理员可以替人打卡：「打卡 @小李 30分钟」。
    大家发「#接龙」打卡也行，名单上的人我会一起记下。
check-in-done =
    { $streak ->
        [1] 打卡成功，新的开始！
       *[other] 打卡成功，已经连续 { $streak } 天！
    }
check-in-done-amount =
    { $streak ->
        [1] 打卡成功（{ $amount }），新的开始！
       *[other] 打卡成功（{ $amount }），已经连续 { $streak } 天！
    }
check-in-added = 记上了，今天一共 { $amount }。
check-in-noted = 补充的记上了。
check-in-again = 今天已经打过卡啦，连续 { $streak } 天。想补充进度，发「打卡 30分钟」这样就行。
check-in-line = { $name } 打卡成功，连续 { $streak } 天，今天第 { $count } 位
check-in-line-amount = { $name } 打卡成功（{ $amount }），连续 { $streak } 天，今天第 { $count } 位
check-in-line-added = { $name } 的进度记上了，今天一共 { $amount }
check-in-line-noted = { $name } 补充的记上了
check-in-line-again = { $name } 今天已经打过卡啦，连续 { $streak } 天
check-ins-noted = 已记下：{ $names }。今天已有 { $count } 人打卡
check-ins-noted-more = 已记下：{ $names }，还有 { $more } 人。今天已有 { $count } 人打卡
check-ins-noted-unnamed = 已记下 { $more } 人的打卡。今天已有 { $count } 人打卡
check-ins-names = { $names }等 { $count } 人
check-ins-week = { $names } 整整坚持了一周，开了个好头！
check-ins-month = { $names } 坚持一个月了，真不容易！
check-ins-hundred = { $names } 坚持满一百天，了不起！
check-in-week = 整整一周，开了个好头！
check-in-month = 坚持一个月了，真不容易！
check-in-hundred = 一百天，了不起！
check-in-behalf = 已替 { $name } 打卡（管理员代记）。
check-in-behalf-amount = 已替 { $name } 打卡：{ $amount }（管理员代记）。
check-in-behalf-again = { $name } 今天已经打过卡了。
check-in-odd-amount = 这个数好像不太对，再看看？例如「打卡 30分钟」「打卡 3/5」。
check-in-past-day = 「打卡」记的是今天，这次没有记。要补那天的，发「补卡 { $day }」。
check-in-ask = 你在群里说的「{ $words }」是要打卡吗？是的话，在群里发「打卡 30分钟」这样就行；不是就不用管。
check-in-ask-here = 「{ $words }」是要打卡吗？是的话，发「打卡 30分钟」这样就行；不是就不用管。
roster-head = 今日打卡 · { $day } · { $count } 人
roster-nobody = 今天还没有人打卡，来当第一个吧。
roster-entry = { $name } { $amount }
roster-more = 还有 { $count } 人也打卡了
member-not-found = 没找到叫「{ $name }」的同学，看看名字写全了没有？
member-which = 「{ $name }」对得上好几位，是哪一位？
member-seat = { $name }（{ $seat } 号）
undo-summary = 撤销自己最近一次打卡或请假
undo-usage = 「撤销」会收回你最近 7 天里最后一次打卡、补卡或请假。管理员可以发「/undo @小李」撤销代记的打卡。
undo-done = { $day }的打卡撤销了。
undo-done-amount = { $day }的打卡（{ $amount }）撤销了。
undo-left = 当天还有 { $count } 条记录留着。
undo-make-up = { $day }的补卡撤销了。
undo-leave = { $days }的请假取消了。
undo-nothing = 最近 7 天没有可以撤销的记录。
make-up-summary = 补记前几天的打卡
make-up-usage = 「补卡 昨天」「补卡 11月18日 30分钟 第三章」。
make-up-which = 要补哪一天？也可以发「补卡 11月18日 30分钟」这样。
make-up-none-open = 能补的日子里都打过卡了，不用补。
make-up-done =
    { $day }补上了，现在连续 { $streak } 天，{ $left ->
        [0] { $month }的补卡次数用完了
       *[other] { $month }还能补 { $left } 次
    }。
make-up-which-day = 日期没看懂，什么都没有记。这样写：「补卡 昨天」「补卡 11月18日 30分钟」。
month-name = { $month }月
only-for-oneself = 这个只能本人来。管理员能替别人做的是「打卡 @名字」和「撤销 @名字」。
make-up-today = 今天的直接发「打卡」就行，不用补。
make-up-future = { $day }还没到呢，到时候再打卡。
make-up-too-old = 只能补最近 { $days } 天的，{ $day }太久了。
make-up-already = { $day }已经打过卡了，不用补。
make-up-quota = 每个月能补 { $quota } 次，{ $month }的已经用完了。
make-up-off = 这里没有开补卡。
leave-summary = 请假，不影响连续天数
leave-usage = 「请假」就是今天；「请假 明天」「请假 11-20 到 11-22 出差」「请假 3天」也行。最长 60 天，过去的只能请最近 7 天。
leave-done = 好的，{ $days }请假，连续天数不受影响。
leave-nothing = { $days }已经打过卡或请过假了，不用再请。
leave-too-long = 一次最多请 { $days } 天，长的话分开请。
leave-too-old = 只能补请最近 { $days } 天的假。
leave-which-days = 日期没看懂，什么都没有记。这样写：「请假 明天」「请假 3天」「请假 11-20 到 11-22 出差」。
leave-cancel = 要取消刚请的假，发「撤销」就行。
leave-too-far = 一年以后的假到时候再请吧。
days-range = { $from }到{ $to }

## progress
me-summary = 看自己的进度和连续天数
me-short = 连续 { $current } 天，最长 { $best } 天，一共打卡 { $total } 天。
me-points = 答题 { $points } 分。
me-calendar-hint = 私聊我发「我的」可以看日历。
me-none = 还没有记录。发「打卡」，今天就是第一天。
me-chat = 「{ $title }」连续 { $current } 天，最长 { $best } 天，共 { $total } 天
me-chat-points = 「{ $title }」连续 { $current } 天，最长 { $best } 天，共 { $total } 天，答题 { $points } 分
me-own-chat = 和我单聊
me-untitled = 没有名字的群
me-month = { $month }月（周一在前）：
me-legend = ● 打卡　◎ 补卡　△ 请假　○ 未打卡
rank-summary = 看排行
rank-usage = 「排行」看本周，也可以「排行 今天」「排行 本月」「排行 总」。
rank-head-week = 本周打卡排行
rank-head-month = 本月打卡排行
rank-head-all = 打卡总排行
rank-row-days = { $place }. { $name } { $count } 天
rank-own-days = 你在第 { $place } 名，{ $count } 天
rank-points-head = 答题积分
rank-row-points = { $place }. { $name } { $count } 分
rank-own-points = 你在第 { $place } 名，{ $count } 分
rank-empty = 还没有人上榜。发「打卡」，你就是第一个。
missing-summary = 看看谁还没打卡
missing-usage = 「未打卡」：名单私聊发给你，也可以「未打卡 昨天」。
missing-head = { $day }：认识的 { $total } 人里，{ $done } 人打了卡，{ $open } 人还没有。
missing-names = 还没打卡：{ $names }
missing-hidden = 另有 { $count } 人不想被点名。
missing-excused = 请假：{ $names }
missing-all-done = { $day }：认识的 { $total } 人里，该打卡的都打了，真好！
missing-sent = 名单私聊发给你了。没收到的话，先私聊我说句话，再发一次「未打卡」。

## report
report-summary = 看今天的小结
report-usage = 「日报」看今天，「日报 昨天」看昨天。
report-later = 周报和月报还在准备，以后的版本会有。现在可以看「日报」。
report-nothing = { $day }没有人打卡或答题。
digest-head = 每日小结 · { $day }
digest-done = 打卡 { $count } 人（认识的 { $total } 人里）
digest-made-up = 补卡 { $count } 人
digest-excused = 请假 { $count } 人
digest-open = 还有 { $count } 人没打卡
digest-amounts = 合计：{ $amounts }
digest-quiz = 答题 { $count } 人参加
digest-streaks = 连续最久：{ $names }
digest-streak = { $name } { $count } 天
nudge-group =
    { $done ->
        [0] 今天的打卡还空着，学了一点也算。
       *[other] 今天 { $done } 人打卡了，还差 { $open } 人。学了一点也算。
    }
nudge-private = 今天还没打卡，学了一点也算。

## privacy
opt-out-summary = 不被点名、不被提醒
opt-out-usage = 「免打扰」之后，名单和排行里不出现你的名字；「免打扰 关闭」恢复。
opt-out-on = 好的，名单和排行里不再出现你的名字，也不单独提醒你。想恢复就发「免打扰 关闭」。
opt-out-off = 好的，恢复了，名单和排行里又能看到你。
forget-summary = 删除我的全部记录
forget-usage = 「忘记我」会先问一次，再删除你的打卡、成绩和名字。
forget-ask-chat = 要删除你在这里的全部记录吗？打卡、请假、成绩和名字都会删掉，找不回来。
forget-ask-all = 要删除你在所有群和这里的全部记录吗？打卡、请假、成绩和名字都会删掉，找不回来。
forget-button = 全部删除
forget-not-yours = 这个按钮是给别人的。要删除自己的记录，请发「忘记我」。
forget-done = 都删掉了。以后你再发消息，我会当作新同学。

## ask
ask-summary = 查知识点，附出处
ask-usage = 「查 关键词」，例如「查 长江」。
ask-during-quiz = 答题中先不查，结束了再来。
ask-nothing = 题库和计划里没有找到「{ $words }」。
ask-question = { $question } → { $answer }
ask-source = （出处：{ $source }）
ask-plan = { $day } 的计划：{ $title }

## bind
bind-summary = 把两个平台的账号合成一个人
bind-usage = 先在一边发「绑定」拿到 6 位数字，再到另一边发「绑定 数字」。
bind-code = { $minutes } 分钟内，在另一个平台发「绑定 { $code }」就好。
bind-busy = 现在拿不到号码，请稍后再发一次「绑定」。
bind-wrong = 这个号码不对或已过期，请在另一边重新发「绑定」。
bind-self = 这是你自己在这边拿的号码，请到另一个平台发。
bind-done = 绑定好了，两边算同一个人。

## console
console-group = 学习小组
console-bot = 班长
console-opening =
    这里是「{ $group }」：{ $names }，还有我，班长。
    你现在是{ $speaker }，也是群管理员。打字就是在群里说话，试试：
    { "  " }打卡 30分钟 · 答题 · 今日 · 提醒 每天8点 读书 · 帮助
    { "  " }:as { $other } 换个人说话 · :next 拨快时钟 · #1 点第一个按钮 · :help 更多
console-moved-clock = 时钟以前拨快过，现在是 { $at }。
console-second-window = 另一个窗口也开着这个小组。记录是同一份，我主动说的话可能只出现在其中一个窗口。
console-help =
    直接打字就是在群里说话，要换行就打 \n。
    :as { $other }　换个人说话，也可以 :as 2
    #2　点最近一条消息的第 2 个按钮
    :skip 1h　拨快时钟，30m、2d、08:00 都行，路上该发生的都会发生
    :next　拨到下一件事，比如下一道题、下一次提醒
    :private 你好　私下跟我说
    :photo 打卡　发一张照片，带这句话
    :file 路径　发一个文件，题库和计划会导入
    :who　看成员　:now　看时间　:quit　退出
console-private = { $name }（私聊）
console-speaks = { $name }：
console-only-for = （只有{ $name }看到）
console-recorded = 已记下
console-seen = 看到了
console-now = 现在是 { $at }
console-moment = { $at }
console-speaking-as = 现在是{ $name }在说话
console-member = { $number }. { $name }
console-member-organiser = { $number }. { $name }（管理员）
console-member-current = { $row } ←
console-nobody-called = 没有叫「{ $name }」的，发 :who 看看有谁。
console-unknown-command = 没有 :{ $name }，发 :help 看看有哪些。
console-unknown-command-near = 没有 :{ $name }，是想发 :{ $nearest } 吗？
console-nothing-to-choose = 现在没有按钮可点。
console-no-such-choice = 没有 #{ $number }，最近这条消息有 { $count } 个按钮。
console-choice-of-another = 那是{ $name }私聊里的按钮，先发 :as { $name }。
console-skip-usage = 这样写：:skip 30m、:skip 1h、:skip 2d，或 :skip 08:00
console-skip-too-far = 一次最多拨快 { $days } 天。
console-empty = 后面还要写点什么，发 :help 看看。
console-file-missing = 没有「{ $path }」这个文件。
console-file-is-folder = 「{ $path }」是文件夹，要发的是里面的文件。
console-file-unreadable = 「{ $path }」读不了（{ $reason }）。
console-file-sent = （发了文件 { $name }）
console-file-kept = 文件放在 { $path }
console-photo-sent = （发了一张照片）
console-failed = 这一句没能处理，详情在日志里。
console-not-recorded = 最后这一句没能记上，下次请再发一次。
console-leaving = 再见，下次接着来！
console-sample-reminder = 提醒 每天 19:30 晚上读半小时，读完打个卡

## calendar
calendar-name = { $title }：计划和提醒
calendar-untitled = 计划和提醒
calendar-file = 计划和提醒都在这个日历文件里，导入手机日历就能看到。这是今天的样子，之后的改动不会跟着变。
calendar-no-files = 这里发不了文件。可以换个能发文件的地方，或者用订阅：计划 订阅
calendar-link = 把这个地址添加到日历里，就能看到本群的计划和提醒：
calendar-link-new = 旧地址已经失效，请用新的：
calendar-link-how = 在日历里选「订阅日历」，粘贴上面的地址。拿到地址的人都能看到内容；要换地址，发「计划 订阅 新」，不想再用，发「计划 订阅 关」。
calendar-link-off = 好的，这个日历的地址已经失效。
calendar-no-web = 这个机器人没有开通网页，没法订阅。发「计划 日历」可以拿到日历文件。

## days off
days-off-count = · 接下来的休息日（休息日 / days-off）：{ $count } 天
days-off-head = 本群休息日：
days-off-row = · { $days }
days-off-row-named = · { $days } { $name }
days-off-more = · 还有 { $count } 段
days-off-none = 本群还没有设休息日。
days-off-usage =
    这样设：设置 休息日 日期 名称
    · 设置 休息日 2026-12-24..2026-12-26 圣诞
    · 设置 休息日 删除 2026-12-26
    · 设置 休息日 清空
    也可以直接把节假日日历文件（.ics）发到群里。
days-off-which =
    没看懂是哪几天，比如这样写：
    · 设置 休息日 2026-12-24..2026-12-26 圣诞
    · 设置 休息日 删除 2026-12-26
days-off-added = 好的，{ $days }休息。
days-off-means = 这几天工作日提醒、晚间提醒和小结都不发，不打卡也不断签。
days-off-removed = { $days }照常，不再是休息日。
days-off-nothing = { $days }本来就不是休息日。
days-off-cleared =
    { $count ->
        [0] 本来就没有休息日。
       *[other] 休息日都清掉了（共 { $count } 天）。
    }
days-off-too-many = 休息日太多了（最多 { $max } 天）。可以先清空：设置 休息日 清空
days-off-imported = 收到，记下 { $count } 天休息日（替换上一份日历文件里的）。
days-off-timed = 有 { $count } 个日程带具体时间，没有算作休息日。
days-off-own = 从现在起，这里的「工作日」按这份日历算：周一到周五，去掉上面这些天。想换回中国大陆的放假安排，发：设置 工作日 中国

## remind
remind-summary = 定时提醒
remind-usage =
    这样写：提醒 时间 内容
    · 提醒 每天早上8点 背单词 20 分钟
    · 提醒 工作日 20:30 读一章
    · 提醒 明天下午3点 视频会
    查看：提醒 列表；还可以：提醒 暂停 1、提醒 恢复 1、提醒 删除 1
remind-not-understood =
    没看懂是什么时候，什么都没有改。可以这样写：
    · 提醒 每天早上8点 背单词
    · 提醒 每周一三五 19:00 打卡
remind-when-unclear = 没看懂「{ $words }」是什么时候，什么都没有改。可以写成「明天早上8点」「每周一三五 19:00」这样。
remind-past = { $at } 已经过去了，换一个之后的时间吧。
past-day = { $at } 已经过去了。要是指明年，把年份也写上：{ $day }。
remind-too-often = 太频繁了，大家会嫌吵。两次之间至少隔 { $minutes } 分钟。
remind-of-what = 时间看懂了，还差要提醒的内容，例如：提醒 每天 20:30 读一章
remind-long = 提醒的内容太长了，请控制在 { $max } 个字以内。
remind-enough = 这里已经有 { $max } 个提醒了，先删掉不用的吧。发「提醒 列表」可以看。
remind-made = 好的，{ $when } 提醒（编号 { $number }，{ $zone }）
remind-at = { $at }
remind-next = 接下来三次：{ $times }
remind-words = 内容：{ $words }
remind-spread = 这个账号同一时间有 { $count } 条消息要发，会在 { $from }–{ $until } 之间依次送到。
remind-within = { $at }–{ $until }
remind-holidays-unknown = 注意：后面有一年的放假安排还没公布，先按周一到周五算。
remind-none = 还没有提醒。
remind-list = 这里的提醒（{ $zone }）：
remind-row = { $number }. { $when }：{ $words }
remind-row-next = { $number }. { $when }：{ $words }（下次 { $at }）
remind-row-paused = { $number }. [已暂停] { $when }：{ $words }
remind-change = 要改的话：提醒 暂停 1、提醒 恢复 1、提醒 删除 1
remind-unknown = 没有编号 { $number } 的提醒。发「提醒 列表」看看都有哪些。
remind-paused = 编号 { $number } 先停一停：{ $words }
remind-resumed = 编号 { $number } 又开始了：{ $words }（下次 { $at }）
remind-deleted = 编号 { $number } 删掉了：{ $words }
remind-over = 编号 { $number } 的时间已经过了，不会再提醒。可以删掉它，重新设一个。
reminder-says = ⏰ 提醒：{ $words }
reminder-holidays-unknown = （{ $year }年放假安排还没有数据，先按周一到周五提醒）
schedule-once = { $at }
schedule-daily = 每天 { $times }
schedule-workdays = 工作日 { $times }
schedule-own-workdays = 周一到周五（本群休息日除外）{ $times }
schedule-weekdays = 每周一到周五 { $times }
schedule-weekly = 每{ $days } { $times }
schedule-monthly = 每月 { $days } 号 { $times }
schedule-hours = 每隔 { $count } 小时
schedule-minutes = 每隔 { $count } 分钟
schedule-cron = 按 cron { $expression }
weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日

## missed

missed-quiz = 刚才断线了，{ $from } 到 { $to } 之间发的消息我没收到。第 { $round } 题还开着，还有 { $seconds } 秒。断线时答过的，请再发一次。
missed-quiz-closed = 刚才断线了，{ $from } 到 { $to } 之间发的消息我没收到。第 { $round } 题已经截止，那时发的答案没能算上，抱歉。
missed-quiz-paused = 刚才断线了，{ $from } 到 { $to } 之间发的消息我没收到。答题还停着，发「答题 继续」接着来。
missed-check-in = 刚才断线了，{ $from } 到 { $to } 之间发的打卡我没收到，麻烦再发一次。
missed-check-in-too = 断线时发的打卡也请再发一次。

## alarm

alarm-login-wanted = 班长的账号 { $account } 从 { $since } 起没有登录：那边群里的消息收不到，提醒和答题也发不出去。请到运行班长的终端扫一下二维码；终端里看不到，就到数据文件夹里找。
alarm-out-of-reach = 班长的账号 { $account } 从 { $since } 起连不上：那边群里的消息收不到，提醒和答题也发不出去。我会一直重试；请看看网络和网关服务是否正常。
alarm-over = 账号 { $account } 恢复了，断了 { $took }。断线时到点的提醒，来得及的会补发，并注明晚到。
alarm-minutes = { $count } 分钟
alarm-hours = { $hours } 小时 { $minutes } 分钟

## relay
relay-strangers = 这些名字我还没对上：{ $names }。换成群里的名字，或者本人发一句「打卡」就行。
relay-unclear = 叫这个名字的不止一位，我分不清：{ $names }。请本人发一句「打卡」就行。
relay-names = { $names }等 { $count } 人
relay-taken-back = 好的，接龙里 { $names } 的这一条撤下来了。
relay-past-day = 这份接龙是 { $day } 的，今天就不记啦。要补那天的，发「补卡 { $typed } 30分钟」这样就行。

## recognise
recognise-person = { $name }，我重新登录了一次，一时对不上你是哪一位。刚才的话先替你留十分钟，请在这里回一句：
recognise-offer = 绑定 { $number }：{ $trace }
recognise-trace =
    { $streak ->
        [0] 上次打卡 { $day }
       *[other] 上次打卡 { $day }，连续 { $streak } 天
    }
recognise-trace-none = 还没打过卡
recognise-named = 原来叫「{ $name }」，{ $trace }
recognise-nobody = 绑定 0：都不是，我是新来的
recognise-group = 我重新登录了一次，一时对不上这是哪个群。刚才的话先替大家留十分钟，请哪位回一句：
recognise-group-organisers = 我重新登录了一次，一时对不上这是哪个群。刚才的话先替大家留十分钟，请群主或管理员回一句：
recognise-group-trace = 「{ $title }」，{ $count } 人，{ $trace }
recognise-untitled = 没起名的群
recognise-group-active = 最近打卡 { $day }
recognise-group-quiet = 近一个月没有打卡
recognise-group-new = 绑定 0：都不是，这是新群
recognise-done = 好，对上了，以前的记录都在。
recognise-new = 好，记住了，从今天开始记。
recognise-taken = { $name }，这一位已经有人认了。要真是你，请群主或管理员回一句「绑定 同意 { $number }」，我就改过来；选错了就另选一个，照刚才的编号回。
recognise-range = 请发 0 到 { $count } 里的一个，比如「绑定 0」。
recognise-organisers = 这一步请群主或管理员来确认。
recognise-code = 这个号码对不上，请按上面的编号回，比如「绑定 1」。
recognise-held = { $trace }（已经有人认了）
recognise-and = { $trace }，{ $more }
recognise-amount = 那天 { $amounts }
recognise-amount-none = 那天没记数
recognise-total = 一共 { $count } 天
recognise-best = 最长连续 { $count } 天
recognise-first = { $day }第一次打卡
recognise-alike = 看起来一样的几条，按打卡分不出来：拿不准的话，先跟群里同名的那位商量好再选。
recognise-group-bare = 「{ $title }」，{ $trace }
recognise-taken-private = 这一位已经有人认了。要真是你，请到群里说一声「打卡」，再照那里的编号回，由群主来定；选错了就另选一个，照刚才的编号回。
recognise-group-taken = 已经有一个群对上这一条了。请照刚才的编号另选一个，都不是就回「绑定 0」。
recognise-moved = 好，改过来了：以前的记录都归 { $name }。刚才认了的那位，下次说话时我再问一声。
recognise-no-dispute = 没有这个编号要定的事了。要是还没改过来，请本人再回一次「绑定」和编号。

## send
send-summary = 一次发到很多群
send-usage =
    一次发到很多群：
    · 群发 全部 明天8点 记得学习第三章
    · 群发 #晨读 每天 7:30 计划
    · 群发 1,3,5-9 答题 常识 5
    先给你看一遍，发「群发 开始 编号」才会发出去。
    「群发 群」看各群的编号，「群发 群况」看哪些群需要留意。
send-unclear =
    没看懂要发给谁，什么都没有发。可以这样写：
    · 群发 全部 明天8点 记得学习第三章
    · 群发 #晨读 日报
    · 群发 1,3,5-9 今天的直播 20:00 开始
send-when-unclear =
    没看懂「{ $words }」是什么时候，什么都没有发。可以写成「今晚8点」「每周一 19:30」这样。
    如果这就是要发的内容，在前面加上「现在」就行。
send-of-what = 发给谁看懂了，还差要发的内容，例如：群发 全部 明天8点 记得学习第三章
send-long = 要发的内容太长了，请控制在 { $max } 个字以内。
send-nobody = 没有找到这样的群。发「群发 群」看看都有哪些；群里发「设置 标签 晨读」可以加标签。
send-number-unknown = 没有编号 { $number } 的群。发「群发 群」看看最新的编号。
send-unknown = 没有编号 { $number } 的群发。发「群发」看看都有哪些。
send-past = { $at } 已经过了，换个晚一点的时间再发一遍吧。
send-not-now = 群发 { $number } { $state }，这一步做不了。发「群发 { $number }」看看现在怎样。
send-none = 还没有群发过。
send-list = 最近的群发：
send-row = { $number }. { $state }：{ $what }（{ $when }）
send-preview = 群发 { $number }（还没有开始，先看一遍）
send-what = 发什么：{ $what }
send-what-text = { $words }
send-what-plan = 各群当天的计划
send-what-quiz = 开一场答题，题库「{ $bank }」
send-what-quiz-any = 开一场答题，用各群的第一个题库
send-what-report = 各群当天的小结
send-questions = { $what }，{ $count } 题
send-whom = 发给：{ $whom }，共 { $count } 个群
send-whom-all = 全部
send-whom-tags = 标签 { $tags }
send-whom-list = 你列出的群
send-when = 时间：{ $when }
send-when-now = 开始后马上发
send-when-own = { $when }，按各群自己的时间（{ $count } 个时区，你这边是{ $zone }）
send-when-zone = { $when }（{ $zone }）
send-account = · { $account }：{ $count } 个群，发完{ $takes }
send-platform-telegram = Telegram
send-platform-wechat = 微信
send-platform-console = 终端
send-platform-account = { $platform } { $account }
send-takes = 全部发完{ $takes }
send-unreachable = 暂时发不到：{ $reasons }
send-unreachable-all = { $said }（{ $names }）
send-unreachable-some = { $said }（{ $names }等）
send-button-unreachable = 看发不到的群
send-unreachable-none = 群发 { $number } 要发的群现在都发得到。
send-unreachable-list = 群发 { $number } 暂时发不到的群（共 { $count } 个，第 { $page } / { $pages } 页）
send-unreachable-more = 发「群发 发不到 { $number } { $page }」看下一页，「群发 发不到 { $number } 文件」要全部。
send-unreachable-file = 群发 { $number } 暂时发不到的群，共 { $count } 个
send-removed = { $count } 个群把我移出了
send-muted = { $count } 个群不让我发言
send-unconnected = { $count } 个群的账号没连上，连上了会补发
send-quiet = 有 { $count } 个群那时在免打扰时段，会等过了再发。
send-bank-nowhere = 注意：这些群都没有题库「{ $bank }」，到时候一个群也开不了。请先导入题库，或者换一个。
send-bank-lacking = 有 { $count } 个群没有题库「{ $bank }」，那些群开不了这场答题。
send-how-start = 没问题就发「群发 开始 { $number }」；不发了就发「群发 取消 { $number }」。
send-button-start = 开始
send-button-pause = 暂停
send-button-resume = 继续
send-button-cancel = 取消
send-button-next = 下一页
send-button-file = 要文件
send-started = 好，群发 { $number } 开始了。发「群发 { $number }」看进度，「群发 暂停 { $number }」随时能停。
send-scheduled = 好，群发 { $number } 到点就发（{ $when }）。发「群发 { $number }」看进度，「群发 取消 { $number }」就不发了。
send-paused = 群发 { $number } 停住了，还没发的都先不发。发「群发 继续 { $number }」接着来。
send-resumed = 群发 { $number } 接着发。
send-cancelled = 群发 { $number } 取消了，还没发的不会再发。已经发出去的收不回来。
send-progress = 群发 { $number }：{ $state }
send-state-draft = 还没开始
send-state-running = 正在发
send-state-waiting = 等时间到
send-state-paused = 停着
send-state-cancelled = 已取消
send-state-done = 发完了
send-done = 已处理 { $done } / { $total } 个群
send-left = 还要{ $takes }
send-about = 约 { $takes }
send-soon = 不到 1 分钟
send-aside = { $count } 个群在等免打扰时段过去
send-next = 下次：{ $at }
send-outcome-sent = 送到 { $count }
send-outcome-late = 晚到 { $count }
send-outcome-moved = 群有变动、送到新群 { $count }
send-outcome-removed = 已被移出 { $count }
send-outcome-muted = 不让发言 { $count }
send-outcome-unknown = 不确定送没送到 { $count }
send-outcome-failed = 没送到 { $count }
send-outcome-skipped-late = 太晚没发 { $count }
send-outcome-skipped-quiet = 免打扰没发 { $count }
send-outcome-skipped-nothing = 没有可发的内容或在休息 { $count }
send-outcome-skipped-cancelled = 取消没发 { $count }
send-over = 群发 { $number } 发完了：{ $outcomes }。明细发「群发 结果 { $number }」。
send-over-cancelled = 群发 { $number } 已取消，到停下为止：{ $outcomes }。明细发「群发 结果 { $number }」。
send-missed = 有 { $count } 次到点时我没在运行，错过了：{ $times }
send-missed-time = { $at }
send-result = 群发 { $number } 的明细，{ $count } 个群
send-result-none = 群发 { $number } 还没有发过，没有明细。
send-no-files = 这里发不了文件。请在电脑上运行：banzhang export deliveries --fan-out { $number }
send-groups = 一共 { $count } 个群（第 { $page } / { $pages } 页）
send-groups-none = 没有找到这样的群。
send-group-row = { $number }. { $title }
send-group-row-tags = { $number }. { $title }（{ $tags }）
send-untitled = 没起名的群
send-no-page = 没有第 { $page } 页，一共 { $pages } 页。
send-groups-more = 发「群发 群 { $page }」看下一页，「群发 群 名字」可以找。
send-health = 需要留意的群（共 { $count } 个，第 { $page } / { $pages } 页）
send-health-none = 各群都好：没有被移出、被禁言的，{ $days } 天里都有人说话。
send-health-days = 这样写：「群发 群况」看 7 天里的情况，「群发 群况 14天」看 14 天里的；天数在 1 到 { $max } 之间。
send-health-count = { $trouble }：{ $count } 个群
send-health-row = · { $title }：{ $trouble }
send-health-row-day = · { $title }：{ $trouble }（{ $day }）
send-health-removed = 我被移出了
send-health-muted = 不让我发言
send-health-half-deaf = 我不是管理员，只听得到叫我的话
send-health-away = 账号没连上
send-health-not-admin = 我不是管理员
send-health-silent = { $days } 天没人说话
send-health-more = 发「群发 群况 { $page }」看下一页，「群发 群况 文件」要全部。
send-health-file = 需要留意的群，共 { $count } 个
send-says = 📣 { $words }
