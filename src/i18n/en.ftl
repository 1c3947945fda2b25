### English. One section a feature; put new texts into your own section.

## core
check-in-button = Done
check-in-word = done
choice-line = · { $label }: reply “{ $words }”
button-stale = This button has expired.
left-group = You are no longer in this group. Come back in and try again.
only-in-group = This one works in a group.
only-in-private = Please send me this in a private chat.
only-organisers = Only a group administrator can do this.
only-owners = Only the owners of this programme can do this.
anonymous-not-credited = You are posting anonymously, so it cannot be recorded for you. Switch to your own name and send it again.
usage-none = I did not understand the rest. Send “help” to see how it is written.
unknown-command = There is no /{ $name }. Send “help” to see what I can do.
unknown-command-near = There is no /{ $name }. Did you mean /{ $nearest }?
hint-private = I did not catch that. Send “help” to see what I can do.
incident = Something went wrong and it was not done. It has been noted (number { $incident }).
flood-slow = Slow down, I can’t keep up. Send it again in half a minute.
store-away = I cannot reach my records right now, so this is not saved yet. I will go on as soon as I can; no need to send it again.

## quiz
somebody = a member
quiz-summary = Play a quiz
quiz-usage =
    “quiz” starts right away, “quiz science 10” picks a bank and a number of questions, “quiz list” shows the banks.
    While it runs: “quiz pause”, “quiz resume”, “quiz skip”, “quiz stop”.
quiz-started = “{ $bank }”, { $count ->
    [one] one question
   *[other] { $count } questions
 }. Here we go!
quiz-fewer = The bank has no more than that, so it is { $count } this time.
quiz-rule-change = 10 points for each right answer; you may change it until the round closes.
quiz-rule-first = 10 points for each right answer; your first answer counts.
quiz-rule-speed = Up to 5 more points for being quick.
quiz-rule-ties = Ties go to the shorter total time of right answers. One letter is enough to answer.
quiz-round-head = Question { $round }/{ $count } · { $kind } · { $seconds } s
quiz-kind-single = single choice
quiz-kind-multiple = multiple choice
quiz-kind-true-false = true or false
quiz-kind-fill-in = fill in
quiz-hint-single = Reply with one letter, such as A
quiz-hint-multiple = More than one may be right: reply AC, for example
quiz-hint-true-false = Reply “true” or “false”
quiz-hint-fill-in = Type the answer
quiz-answered = { $count ->
    [one] one answer so far
   *[other] { $count } answers so far
 }
quiz-picture = Picture: { $alt }
quiz-result-head = Answer to question { $round }: { $answer }
quiz-result-nobody = Nobody answered this one.
quiz-result-count = { $right } of { $answered } right
quiz-result-names = Right: { $names }
quiz-explanation = Why: { $explanation }
quiz-source = Source: { $source }
quiz-board-head = “{ $bank }” is done, { $players ->
    [one] one player
   *[other] { $players } players
 }:
quiz-board-line = { $place }. { $name } { $points } points ({ $seconds } s for right answers)
quiz-board-line-none = { $place }. { $name } 0 points, thanks for playing
quiz-board-more = … and { $count } more
quiz-board-nobody = “{ $bank }” is over. Nobody answered this time; come back another day!
quiz-running = “{ $bank }” is under way (question { $round }/{ $count }). Start the next one when it is done; whoever started it can send “quiz stop”.
quiz-none = There is no quiz right now. Send “quiz” to start one.
quiz-not-yours = Only the one who started it and administrators can do that.
quiz-between = This question is over, the next one is coming.
quiz-paused = The quiz takes a break. Send “quiz resume” to go on.
quiz-already-paused = It is paused already. Send “quiz resume” to go on.
quiz-not-paused = It is not paused.
quiz-resumed = On we go! { $seconds } s left.
quiz-stopped = All right, the quiz ends here.
quiz-back = We were cut off for a moment. Question { $round } gets its time back: { $seconds } s left. Your answers are safe.
quiz-count-range = Choose between 1 and { $max } questions.
quiz-bank-unknown = There is no bank “{ $name }”. There are: { $banks }
quiz-bank-empty = The bank “{ $name }” is still empty.
quiz-bank-list = Banks you can play:
quiz-bank-row = · { $name } ({ $count })
answer-noted = Noted: { $choice }
answer-noted-changeable = Noted: { $choice } (you may change it until the round closes)
answer-none = Nothing is chosen now.
answer-late = This question is already closed.
answer-locked = You have answered: { $choice }
answer-over = This quiz is over.
answers-received = Got it: { $names }
answers-received-more = Got it: { $names } and { $more } more
answers-received-unnamed = Got { $more } answers
quiz-hint-private = Friends of mine may also answer me in private, where nobody sees it.
private-answer-noted = Got it: { $choice }. Question { $round }, { $group }
private-answer-locked = You have answered: { $choice }. Question { $round }, { $group }
private-answer-late = Question { $round } in “{ $group }” is already closed, so this was not counted.
private-answer-which = Several groups have a quiz open. Which one is this for?
private-answer-which-row = Send “{ $say }”: { $group }
private-answer-group = a group without a name

## settings
settings-summary = The rules of this chat
settings-usage = Change one with “settings name value”, for example “settings zone London”, “settings nudge 20:30”, “settings nudge off”.
settings-head = Settings now:
settings-unknown = There is no setting “{ $words }”. Send “settings” to see them all.
settings-bad-value = { $name } cannot be set to that. Send “settings” to see examples.
settings-done = Done. { $name }: { $value }
setting-row = · { $name } ({ $word }): { $value }
setting-on = on
setting-off = off
setting-auto = fits the text
setting-names-group = shown in the group
setting-names-organiser = for organisers only
setting-locale = Language
setting-zone = Time zone
setting-quiet = Quiet hours
setting-plan-time = Morning plan
setting-nudge-time = Evening nudge
setting-digest-time = Daily digest
setting-missing-names = Names of those not done yet
setting-makeup-days = Days a make-up may reach back
setting-makeup-quota = Make-ups a month
setting-member-zones = Members’ own time zones
member-zones-how = Members set theirs by writing to me in private: settings zone Berlin. Their check-ins count for their own day; reminders, nudge and digest go on by the clock of this chat.
setting-workdays = Workdays
setting-workdays-china = mainland China (public holidays off, make-up workdays on)
setting-workdays-own = Monday to Friday
setting-quiz-rounds = Questions a quiz
setting-quiz-seconds = Seconds a question
setting-quiz-change = Answers may be changed
setting-quiz-speed = Bonus for speed
setting-tags = Tags
setting-none = none

## personal answers
two-sentences = { $first } { $second }
personal-answer = { $names }: { $words }
personal-answer-more = { $names } and { $more } more: { $words }
personal-answer-unnamed = { $more } fellow students: { $words }

## help
help-summary = See what I can do
help-head = I am Banzhang, your class monitor. Just send one of these words:
help-row = · { $word } – { $summary }
help-foot-group = “done” is enough to check in, one letter is enough to answer.
help-foot-private = Add me to your study group to check in and play quizzes together.

## welcome
welcome-group =
    Hello, I am Banzhang, your class monitor:
    · I remind you to study; send “done” and your day is recorded
    · send “quiz” for a quick quiz; one letter is enough to answer
    · send “help” for everything else
    There is nothing to set up. You can start right now.
welcome-times = Today’s item comes at { $plan }, one nudge at { $nudge }, a digest at { $digest } ({ $zone }). Nothing is sent when there is nothing to say.
welcome-change = Administrators can change language and zone with the buttons below, or send “settings”.
welcome-change-typed = Administrators change things by typing, for example “settings zone London”, “settings language 中文”, “settings nudge off”; “settings” shows them all.
welcome-private =
    Hello, I am Banzhang. Let us study.
    Send “done” to record a day, “quiz” to practise, “help” for everything else.
    To study together, add me to your group.
welcome-no-nudge = No evening nudge
zone-shanghai = Beijing time
zone-taipei = Taipei time
zone-london = London time
zone-new-york = New York time
privacy-mode =
    A note for the administrators: in this group I only see commands, buttons and replies to me, not a typed “done” or a letter.
    To let people just type, make me an administrator, or turn off Group Privacy in BotFather and add me again.
    It works without that too: use the buttons, or /checkin.

## delivery
private-first = I would rather tell you this in private. Please open a private chat with me, send me anything, and try again.
late-by = Sorry, this is late: it was due { $due }.

## import
import-refused = “{ $name }” was not imported; { $count } { $count ->
    [one] thing needs
   *[other] things need
 } a change:
import-more-problems = … and { $count } more
import-unchanged = Nothing was changed. Fix it and send it again.
import-dry-run = (A dry run: nothing was imported.) { $outcome }
import-too-large = “{ $name }” is too large; { $megabytes } MB at most.
import-not-fetched = “{ $name }” could not be downloaded; please send it again.
import-neither = “{ $name }” is neither a question bank nor a plan. Banks may be CSV, JSON, Aiken or GIFT, plans YAML, CSV or Markdown.
import-not-calendar = There is no calendar in “{ $name }”, so no days off were read. Please export it as .ics once more and send that.
problem-at-line = line { $line }: { $reason }
problem-of-file = { $reason }
problem-empty-file = the file is empty
problem-too-large = the file is too large (at most { $detail })
problem-bad-encoding = the encoding cannot be read; save it as UTF-8
problem-spreadsheet-file = { $detail } cannot be read yet; save it as CSV
problem-not-json = this is not valid JSON
problem-not-yaml = this is not valid YAML
problem-no-questions = there are no questions
problem-too-many-questions = too many questions (at most { $detail })
problem-bad-header = this column is missing: { $detail }
problem-unclosed-quote = a quotation mark is not closed
problem-empty-text = the question is empty
problem-text-too-long = the question is too long (at most { $detail } characters)
problem-explanation-too-long = the explanation is too long (at most { $detail } characters)
problem-source-too-long = the source is too long (at most { $detail } characters)
problem-topic-too-long = the topic is too long (at most { $detail } characters)
problem-blank-option = option { $detail } is empty
problem-option-too-long = option { $detail } is too long
problem-duplicate-option = options are the same: { $detail }
problem-too-few-options = too few options ({ $detail })
problem-too-many-options = too many options ({ $detail })
problem-option-out-of-order = options are out of order; { $detail } was expected
problem-no-answer = the answer is missing
problem-no-correct-option = no option is marked right
problem-several-correct-options = more than one answer to a single choice: { $detail }
problem-unknown-option-letter = there is no option { $detail }
problem-unknown-option = the answer is not among the options: { $detail }
problem-ambiguous-answer = the answer can be read in two ways: { $detail }
problem-bad-true-false = not an answer to true or false: { $detail }
problem-answer-too-long = the answer is too long (at most { $detail } characters)
problem-too-many-answers = too many accepted answers (at most { $detail })
problem-bad-picture = not a picture address: { $detail }
problem-missing-picture = the picture is missing
problem-wrong-shape = this value has the wrong shape: { $detail }
problem-unexpected-line = this line does not belong here: { $detail }
problem-unclosed-brace = a brace is not closed
problem-bad-gift = not valid GIFT: { $detail }
problem-unsupported-type = this type cannot be asked in a chat: { $detail }
problem-duplicate-question = the same question as in line { $detail }
problem-no-items = there are no items
problem-too-many-items = too many items (at most { $detail })
problem-bad-start = the start is not a date: { $detail }
problem-bad-date = not a date: { $detail }
problem-bad-goal = not a goal: { $detail }
problem-empty-title = the title is empty
problem-title-too-long = the title is too long (at most { $detail } characters)
problem-detail-too-long = the details are too long (at most { $detail } characters)
problem-two-items-on-one-day = this day has an item already (line { $detail })
problem-unclosed-event = this event has no end (END:VEVENT)
problem-no-event-start = this event has no start (DTSTART)
problem-event-backwards = this event ends before it begins: { $detail }
problem-event-too-long = this event is too long (at most { $detail } days)
problem-unsupported-rule = only events that come back every year can be taken; give the days one by one: { $detail }
problem-no-days-off = there are no all-day events from last year on
problem-too-many-days-off = too many days off (at most { $detail })

## bank
bank-summary = See the question banks; send a file to import one
bank-usage = “bank show name” reads one through in private, “bank delete name” removes it. Send a CSV, JSON, Aiken or GIFT file to import one.
bank-added = Bank “{ $name }” is in: { $count } questions. Send “quiz { $name }” to play.
bank-replaced = Bank “{ $name }” was replaced: { $count } questions. Send “quiz { $name }” to play.
bank-skipped = { $count } of them cannot be asked in a chat and were left out.
bank-too-many = There are too many banks; delete some first.
bank-deleted = Bank “{ $name }” is deleted.
bank-built-in = “{ $name }” comes with the program and cannot be deleted.
bank-unknown = There is no bank “{ $name }”. Send “bank” to see them.
bank-no-page = There is no page { $page }; there are { $count }.
bank-page = “{ $name }”, page { $page }/{ $count } (✓ is right)

## plan
plan-summary = See this week’s plan
plan-usage = “plan” shows this week, “plan next week” the next. Organisers: “plan set Dec 1 Chapter one 30 min”, or send the whole plan as a file.
plan-import-usage = 
    Put the plan below, a day a line, for example:
    plan import
    - 2026-12-01 Chapter one (30 min)
    - 2026-12-02 Chapter two
plan-imported-untitled = The plan is in: { $count } days, { $first } to { $last }.
plan-word = plan
plan-week-next = Next week’s plan:
plan-week = The plan:
plan-week-of = { $title }:
plan-row = · { $day }: { $title }
plan-title-goal = { $title } ({ $goal })
plan-goal-minutes = { $amount } min
plan-goal-pages = { $amount } pages
plan-goal-items = { $amount } items
plan-empty = There is no plan for this week.
plan-empty-next = There is no plan for next week yet.
plan-set = Set for { $day }:
plan-title-long = Please keep it within { $max } characters.
plan-imported = Plan “{ $title }” is in: { $count } days, { $first } to { $last }.
plan-morning = { $day }, today’s item:
plan-morning-ask = When you have done it, send “done”.
today-summary = What to study today
today-head = { $day }
today-number = Day { $number } of { $count }
today-free = Nothing is planned today. Study what you like; it counts too.
today-next = Nothing is planned today; the next item is on { $day }.
today-progress = { $done } of the { $members } I know have checked in.
late-joiner = Welcome! We are on day { $number } of { $count }.
late-joiner-how = Just join in from today and send “done” when you have studied. “plan” shows the week.

## check-in
enumeration = { $parts }
amount-minutes = { $count } min
amount-pages =
    { $count ->
        [one] { $count } page
       *[other] { $count } pages
    }
amount-items =
    { $count ->
        [one] { $count } item
       *[other] { $count } items
    }
amount-percent = { $count }%
amount-fraction = { $count }/{ $of }
amount-bare = { $count }
check-in-summary = Check in and note today’s study
check-in-usage =
    “done” is enough; progress and a word are welcome: “done 30 min”, “done 20 pages chapter 3”, “done 3/5”.
    Administrators can check in for someone: “/checkin @Sam 30 min”.
    A list that begins with “#接龙” checks in everybody on it.
check-in-done =
    { $streak ->
        [1] Checked in. A fresh start!
       *[other] Checked in: { $streak } days in a row!
    }
check-in-done-amount =
    { $streak ->
        [1] Checked in ({ $amount }). A fresh start!
       *[other] Checked in ({ $amount }): { $streak } days in a row!
    }
check-in-added = Added; { $amount } today.
check-in-noted = Added to today.
check-in-again = You have checked in today already ({ $streak } in a row). To add progress, send “done 30 min”.
check-in-line = { $name } checked in: { $streak } in a row, number { $count } today
check-in-line-amount = { $name } checked in ({ $amount }): { $streak } in a row, number { $count } today
check-in-line-added = { $name }: added, { $amount } today
check-in-line-noted = { $name }: added to today
check-in-line-again = { $name } has checked in today already, { $streak } in a row
check-ins-noted = Noted: { $names }. { $count } checked in today
check-ins-noted-more = Noted: { $names } and { $more } more. { $count } checked in today
check-ins-noted-unnamed = Noted: { $more } check-ins. { $count } checked in today
check-ins-names = { $names } and others ({ $count } in all)
check-ins-week = { $names }: a whole week, well begun!
check-ins-month = { $names }: a month of it, that takes something!
check-ins-hundred = { $names }: one hundred days. Remarkable!
check-in-week = A whole week, well begun!
check-in-month = A month of it, that takes something!
check-in-hundred = One hundred days. Remarkable!
check-in-behalf = Checked in for { $name } (recorded by an administrator).
check-in-behalf-amount = Checked in for { $name }: { $amount } (recorded by an administrator).
check-in-behalf-again = { $name } has checked in today already.
check-in-odd-amount = That number looks odd. Try “done 30 min” or “done 3/5”.
check-in-past-day = A check-in counts for today, so nothing was recorded. For that day send “makeup { $day }”.
check-in-ask = Was “{ $words }” in the group meant as a check-in? If so, send “done 30 min” there; if not, never mind.
check-in-ask-here = Is “{ $words }” meant as a check-in? If so, send “done 30 min”; if not, never mind.
roster-head = Checked in · { $day } · { $count }
roster-nobody = Nobody has checked in yet today. Be the first!
roster-entry = { $name } { $amount }
roster-more =
    { $count ->
        [one] and one more
       *[other] and { $count } more
    }
member-not-found = I know nobody called “{ $name }” here. Is the name complete?
member-which = “{ $name }” fits several people. Which one?
member-seat = { $name } (no. { $seat })
undo-summary = Take back your last check-in or leave
undo-usage = “undo” takes back your last check-in, make-up or leave of the past 7 days. Administrators can send “/undo @Sam”.
undo-done = The check-in of { $day } has been taken back.
undo-done-amount = The check-in of { $day } ({ $amount }) has been taken back.
undo-left =
    { $count ->
        [one] One entry of that day stays.
       *[other] { $count } entries of that day stay.
    }
undo-make-up = The make-up of { $day } has been taken back.
undo-leave = The leave on { $days } has been cancelled.
undo-nothing = There is nothing to take back in the past 7 days.
make-up-summary = Record a day you missed
make-up-usage = “makeup yesterday”, “makeup 11-18 30 min chapter 3”.
make-up-which = Which day? You can also send “makeup 11-18 30 min”.
make-up-none-open = Every day that could be made up has been recorded.
make-up-done =
    { $day } is made up: { $streak } in a row now, { $left ->
        [0] and the make-ups of { $month } are used up
       *[other] { $left } left in { $month }
    }.
make-up-which-day = I could not read the day; nothing was recorded. Try “makeup yesterday” or “makeup 11-18 30 min”.
month-name =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[other] December
    }
only-for-oneself = Everybody does this for themselves. An administrator can send “done @name” and “undo @name” for somebody else.
make-up-today = For today, just send “done”.
make-up-future = { $day } is still to come. Check in when it comes.
make-up-too-old = Only the last { $days } days can be made up; { $day } is too long ago.
make-up-already = { $day } has been recorded already.
make-up-quota = { $quota } make-ups a month are allowed, and those of { $month } are used up.
make-up-off = Make-ups are turned off here.
leave-summary = Take leave without breaking your streak
leave-usage = “leave” means today; “leave tomorrow”, “leave 11-20 to 11-22 travelling”, “leave 3 days” work too. At most 60 days, at most 7 days back.
leave-done = All right, leave on { $days }. Your streak is safe.
leave-nothing = { $days }: recorded or excused already.
leave-too-long = At most { $days } days at a time. Please split a longer leave.
leave-too-old = Leave can start at most { $days } days back.
leave-which-days = I could not read the days; nothing was recorded. Try “leave tomorrow”, “leave 3 days” or “leave 11-20 to 11-22 travelling”.
leave-cancel = To take back the leave you just told, send “undo”.
leave-too-far = That is more than a year ahead. Ask again nearer the time.
days-range = { $from } to { $to }

## progress
me-summary = Your progress and streak
me-short = { $current } in a row, best { $best }, { $total } days in all.
me-points = Quiz: { $points } points.
me-calendar-hint = Send me “me” in private for the calendar.
me-none = Nothing recorded yet. Send “done”, and today is day one.
me-chat = “{ $title }”: { $current } in a row, best { $best }, { $total } days in all
me-chat-points = “{ $title }”: { $current } in a row, best { $best }, { $total } days in all, quiz { $points } points
me-own-chat = just us
me-untitled = a group without a name
me-month = Month { $month } (Monday first):
me-legend = ● done　◎ made up　△ on leave　○ not recorded
rank-summary = The board
rank-usage = “rank” shows this week; also “rank day”, “rank month”, “rank all”.
rank-head-week = This week’s board
rank-head-month = This month’s board
rank-head-all = The board of all time
rank-row-days =
    { $count ->
        [one] { $place }. { $name } { $count } day
       *[other] { $place }. { $name } { $count } days
    }
rank-own-days =
    { $count ->
        [one] You are number { $place } with { $count } day
       *[other] You are number { $place } with { $count } days
    }
rank-points-head = Quiz points
rank-row-points = { $place }. { $name } { $count }
rank-own-points = You are number { $place } with { $count }
rank-empty = The board is empty. Send “done” and be the first.
missing-summary = Who has not checked in
missing-usage = “missing” sends you the list in private; also “missing yesterday”.
missing-head = { $day }: of { $total } people I know, { $done } checked in and { $open } did not.
missing-names = Not yet: { $names }
missing-hidden =
    { $count ->
        [one] One more does not want to be named.
       *[other] { $count } more do not want to be named.
    }
missing-excused = On leave: { $names }
missing-all-done = { $day }: of { $total } people I know, everyone due has checked in. Lovely!
missing-sent = I sent you the list in private. If nothing came, write to me there first, then send “missing” again.

## report
report-summary = The day in figures
report-usage = “report” shows today, “report yesterday” yesterday.
report-later = Weekly and monthly reports come in a later version. “report” shows the day.
report-nothing = { $day }: no check-ins and no quiz.
digest-head = The day · { $day }
digest-done = Checked in: { $count } (of { $total } people I know)
digest-made-up = Made up: { $count }
digest-excused = On leave: { $count }
digest-open = Not yet: { $count }
digest-amounts = In all: { $amounts }
digest-quiz = Quiz: { $count } took part
digest-streaks = Longest streaks: { $names }
digest-streak = { $name } { $count }
nudge-group =
    { $done ->
        [0] Nobody has checked in yet today. A little counts too.
       *[other] { $done } checked in today, { $open } to go. A little counts too.
    }
nudge-private = You have not checked in today. A little counts too.

## privacy
opt-out-summary = Stop being named or nudged
opt-out-usage = After “optout” your name is not shown in lists and boards; “optout off” undoes it.
opt-out-on = All right: your name is no longer shown in lists and boards, and I will not nudge you. “optout off” undoes it.
opt-out-off = All right: your name is shown in lists and boards again.
forget-summary = Delete everything about me
forget-usage = “/forget” asks once, then deletes your check-ins, results and name.
forget-ask-chat = Delete everything about you in this chat? Check-ins, leave, results and name cannot be brought back.
forget-ask-all = Delete everything about you, here and in all groups? Check-ins, leave, results and name cannot be brought back.
forget-button = Delete all
forget-not-yours = This button is for somebody else. To delete your own records, send “/forget”.
forget-done = All deleted. If you write again, you start afresh.

## ask
ask-summary = Look something up, with its source
ask-usage = “ask words”, for example “ask light year”.
ask-during-quiz = Not during a quiz; ask again when it is over.
ask-nothing = There is nothing about “{ $words }” in the banks and the plan.
ask-question = { $question } → { $answer }
ask-source = (Source: { $source })
ask-plan = Plan for { $day }: { $title }

## bind
bind-summary = Join your accounts on two platforms
bind-usage = Send “bind” on one side to get six digits, then “bind digits” on the other.
bind-code = Within { $minutes } minutes, send “bind { $code }” on the other platform.
bind-busy = There is no code free right now; please send “bind” again in a while.
bind-wrong = That code is wrong or has expired; send “bind” on the other side again.
bind-self = That code was made here; send it on the other platform.
bind-done = Done: both accounts are the same member now.

## console
console-group = study group
console-bot = Banzhang
console-opening =
    This is the { $group }: { $names }, with me, Banzhang, as its class monitor.
    You are { $speaker }, who organises the group. What you type is said in the group; try:
    { "  " }done 30 minutes · quiz · today · remind every day 8:00 read · help
    { "  " }:as { $other } speak as someone else · :next move the clock on · #1 tap the first button · :help
console-moved-clock = The clock was moved ahead earlier; it is now { $at }.
console-second-window = Another window has this group open too. The records are the same; what I say by myself may show up in only one of them.
console-help =
    What you type is said in the group; write \n for a new line.
    :as { $other }  speak as someone else, :as 2 works too
    #2  tap button 2 of the latest message
    :skip 1h  move the clock; 30m, 2d or 08:00 work too, and all that is due on the way happens
    :next  move the clock to whatever comes next, such as the next question or reminder
    :private hello  speak to me in private
    :photo done  send a photo with these words
    :file PATH  send a file; question banks and plans are imported
    :who  members   :now  the time   :quit  leave
console-private = { $name } (private)
console-speaks = { $name }:{ " " }
console-only-for = (only { $name } sees this){ " " }
console-recorded = recorded
console-seen = seen
console-now = It is { $at }
console-moment = { $at }
console-speaking-as = Now speaking: { $name }
console-member = { $number }. { $name }
console-member-organiser = { $number }. { $name } (organiser)
console-member-current = { $row } ←
console-nobody-called = Nobody is called “{ $name }”; :who lists everyone.
console-unknown-command = There is no :{ $name }; :help lists what there is.
console-unknown-command-near = There is no :{ $name }; did you mean :{ $nearest }?
console-nothing-to-choose = There are no buttons to tap.
console-no-such-choice = There is no #{ $number }; the latest message has { $count } buttons.
console-choice-of-another = That button is in { $name }’s private chat; type :as { $name } first.
console-skip-usage = Write it like this: :skip 30m, :skip 1h, :skip 2d or :skip 08:00
console-skip-too-far = The clock moves { $days } days at most in one go.
console-empty = Something has to follow that; see :help.
console-file-missing = There is no file “{ $path }”.
console-file-is-folder = “{ $path }” is a folder; send a file from it.
console-file-unreadable = “{ $path }” cannot be read ({ $reason }).
console-file-sent = (sent the file { $name })
console-file-kept = The file is at { $path }
console-photo-sent = (sent a photo)
console-failed = That line could not be handled; the log says why.
console-not-recorded = That last line was not recorded; please send it again next time.
console-leaving = Bye! Carry on whenever you like.
console-sample-reminder = remind every day 19:30 Half an hour of reading, then check in

## calendar
calendar-name = { $title }: plan and reminders
calendar-untitled = Plan and reminders
calendar-file = The plan and the reminders for your calendar program. It is a copy as of today; later changes are not in it.
calendar-no-files = Files cannot be sent here. Ask for it where they can, or subscribe: plan link
calendar-link = The plan and the reminders of this chat for your calendar program:
calendar-link-new = The old address leads nowhere any more. This is the new one:
calendar-link-how = Choose “subscribe by address” there. Whoever has the address can read along; “plan link new” changes it, “plan link off” ends it.
calendar-link-off = Done. No address leads to this calendar any more.
calendar-no-web = This bot has no address on the web, so nothing can be subscribed to. “plan ics” sends the calendar as a file.

## days off
days-off-count = · Days off of this chat to come (days-off): { $count }
days-off-head = Days off of this chat:
days-off-row = · { $days }
days-off-row-named = · { $days } { $name }
days-off-more = · and { $count } more of them
days-off-none = This chat has no days off.
days-off-usage =
    Write: settings days-off WHEN NAME
    · settings days-off 2026-12-24..2026-12-26 Christmas
    · settings days-off remove 2026-12-26
    · settings days-off clear
    A calendar file (.ics) with a country's holidays can be sent here too.
days-off-which =
    I could not read these days. For example:
    · settings days-off 2026-12-24..2026-12-26 Christmas
    · settings days-off remove 2026-12-26
days-off-added = { $days }: noted as time off.
days-off-means = Reminders for workdays, the nudge and the digest rest then, and nobody’s streak breaks.
days-off-removed = { $days }: no longer off.
days-off-nothing = { $days } was not off anyway.
days-off-cleared =
    { $count ->
        [0] There were no days off.
       *[other] All days off are gone ({ $count }).
    }
days-off-too-many = That would be too many days off (at most { $max }). Clear them first: settings days-off clear
days-off-imported =
    { $count ->
        [1] 1 day off taken over; it replaces those of the last file.
       *[other] { $count } days off taken over; they replace those of the last file.
    }
days-off-timed = Left out, because they have a time of day: { $count }
days-off-own = Reminders “on workdays” go by this calendar here from now on (Monday to Friday without these days). Back to China's: settings workdays china

## remind
remind-summary = Set a reminder
remind-usage =
    Write: remind WHEN WHAT
    · remind every day 8:00 learn ten words
    · remind every weekday 8:30pm read a chapter
    · remind tomorrow 3pm video call
    See them: remind list. Change them: remind pause 1, remind resume 1, remind delete 1
remind-not-understood =
    I did not understand when, so nothing has changed. For example:
    · remind every day 8:00 learn ten words
    · remind every Mon, Wed 7pm check in
remind-when-unclear = I did not understand when “{ $words }” is, so nothing has changed. “tomorrow 8am” or “every Mon, Wed 19:00” would do.
remind-past = { $at } is over already. Please choose a later time.
past-day = { $at } is over already. For next year, write the year too: { $day }.
remind-too-often = That is too often for a group. Leave at least { $minutes } minutes between two.
remind-of-what = I know when, but not what to say. For example: remind every day 20:30 read a chapter
remind-long = That is too long for a reminder. Please keep it within { $max } characters.
remind-enough = There are { $max } reminders here already. Delete one first; “remind list” shows them.
remind-made = Fine, I will remind you { $when } (number { $number }, { $zone }).
remind-at = { $at }
remind-next = The next three times: { $times }
remind-words = What I will say: { $words }
remind-spread = This account has { $count } messages to send at that time. They arrive one after the other between { $from } and { $until }.
remind-within = { $at }–{ $until }
remind-holidays-unknown = Note: the public holidays of a year to come are not known yet; until then it is Monday to Friday.
remind-none = There are no reminders yet.
remind-list = Reminders here ({ $zone }):
remind-row = { $number }. { $when }: { $words }
remind-row-next = { $number }. { $when }: { $words } (next { $at })
remind-row-paused = { $number }. [paused] { $when }: { $words }
remind-change = To change one: remind pause 1, remind resume 1, remind delete 1
remind-unknown = There is no reminder number { $number }. Send “remind list” to see them.
remind-paused = Number { $number } is paused: { $words }
remind-resumed = Number { $number } is on again: { $words } (next { $at })
remind-deleted = Number { $number } is deleted: { $words }
remind-over = The time of number { $number } is over; it will not come again. Delete it and make a new one.
reminder-says = ⏰ Reminder: { $words }
reminder-holidays-unknown = (The public holidays of { $year } are not known here yet. Until they are, I remind you from Monday to Friday.)
schedule-once = on { $at }
schedule-daily = every day at { $times }
schedule-workdays = on workdays at { $times }
schedule-own-workdays = Monday to Friday at { $times }, except on days off of this chat
schedule-weekdays = every Monday to Friday at { $times }
schedule-weekly = every { $days } at { $times }
schedule-monthly = on day { $days } of every month at { $times }
schedule-hours = every { $count } hours
schedule-minutes = every { $count } minutes
schedule-cron = by cron { $expression }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

## missed

missed-quiz = We were cut off: what you sent between { $from } and { $to } did not reach me. Question { $round } is still open, { $seconds } s left. If you answered in that time, please answer again.
missed-quiz-closed = We were cut off: what you sent between { $from } and { $to } did not reach me. Question { $round } has closed; answers sent then could not be counted, sorry.
missed-quiz-paused = We were cut off: what you sent between { $from } and { $to } did not reach me. The quiz is still paused. Send “quiz resume” to go on.
missed-check-in = We were cut off: check-ins sent between { $from } and { $to } did not reach me, please send them again.
missed-check-in-too = Check-ins sent in that time are needed again, too.

## alarm

alarm-login-wanted = The account { $account } has not been logged in since { $since }: nothing said in its groups arrives, and no reminder or quiz goes out. Please scan the QR code in the terminal where I run; if you do not see it there, look in the data folder.
alarm-out-of-reach = The account { $account } has been out of reach since { $since }: nothing said in its groups arrives, and no reminder or quiz goes out. I keep trying; please check the network and the gateway service.
alarm-over = The account { $account } works again after { $took }. Reminders that came due meanwhile go out now, marked late, unless it is too late for them.
alarm-minutes = { $count } min
alarm-hours = { $hours } h { $minutes } min

## relay
relay-strangers = I could not match these names yet: { $names }. Your name in this group will do, or just send “done” yourself.
relay-unclear = More than one of you goes by this name: { $names }. Please just send “done” yourselves.
relay-names = { $names } and others, { $count } in all
relay-taken-back = All right, the list entry of { $names } is taken back.
relay-past-day = This list is for { $day }, so nothing is recorded for today. To make up that day, send “makeup { $typed } 30 min”.

## recognise
recognise-person = { $name }, I had to log in again and cannot tell which one you are. I am keeping what you said for ten minutes; please answer here:
recognise-offer = bind { $number }: { $trace }
recognise-trace = last check-in { $day }{ $streak ->
    [0] { "" }
    [one] , 1 day in a row
   *[other] , { $streak } days in a row
}
recognise-trace-none = no check-in yet
recognise-named = was called “{ $name }”, { $trace }
recognise-nobody = bind 0: none of these, I am new
recognise-group = I had to log in again and cannot tell which group this is. I am keeping what you said for ten minutes; would somebody please answer:
recognise-group-organisers = I had to log in again and cannot tell which group this is. I am keeping what you said for ten minutes; would an administrator please answer:
recognise-group-trace = “{ $title }”, { $count ->
    [one] 1 member
   *[other] { $count } members
}, { $trace }
recognise-untitled = a group without a name
recognise-group-active = last check-in { $day }
recognise-group-quiet = no check-in this past month
recognise-group-new = bind 0: none of these, this is a new group
recognise-done = Found you, all your records are here.
recognise-new = Got it, your records start today.
recognise-taken = { $name }, somebody has taken that one already. If it is really you, please let an administrator answer “bind yes { $number }”, and I will change it; otherwise choose another number of the list.
recognise-range = Please send a number from 0 to { $count }, for example “bind 0”.
recognise-organisers = Please let an administrator answer this.
recognise-code = That code fits none of these. Please answer with a number of the list, for example “bind 1”.
recognise-held = { $trace } (somebody has taken this one)
recognise-and = { $trace }, { $more }
recognise-amount = { $amounts } that day
recognise-amount-none = no amount that day
recognise-total = { $count ->
    [one] 1 day in all
   *[other] { $count } days in all
}
recognise-best = longest streak { $count ->
    [one] 1 day
   *[other] { $count } days
}
recognise-first = first check-in { $day }
recognise-alike = Some of these look the same by their check-ins: if you are not sure, please agree with the other one of your name first.
recognise-group-bare = “{ $title }”, { $trace }
recognise-taken-private = Somebody has taken that one already. If it is really you, please say “done” in the group and answer with its number there, for an administrator to decide; otherwise choose another number of the list.
recognise-group-taken = Another group has been found to be that one. Please choose another number of the list, or “bind 0” for none of them.
recognise-moved = Changed: all earlier records belong to { $name } now. I will ask the other one again when they next write.
recognise-no-dispute = Nothing is open under that number. If it has not been changed yet, please let the person answer “bind” and their number once more.

## send
send-summary = Send to many groups at once
send-usage =
    To send to many groups at once:
    · send all tomorrow 8am remember chapter three
    · send #morning every day 7:30 plan
    · send 1,3,5-9 quiz general knowledge 5
    You see it first; nothing goes out before you type “send start NUMBER”.
    “send chats” shows the groups with their numbers, “send health” those that need a look.
send-unclear =
    I did not see to whom; nothing was sent. You can write:
    · send all tomorrow 8am remember chapter three
    · send #morning report
    · send 1,3,5-9 the talk begins at 8 tonight
send-when-unclear =
    I did not understand when “{ $words }” is; nothing was sent. “tonight 8pm” or “every Mon 19:30” would do.
    If that is no time but the message itself, put “now” before it.
send-of-what = I know to whom, but not what. For example: send all tomorrow 8am remember chapter three
send-long = That is too long for one message. Please keep it within { $max } characters.
send-nobody = There are no such groups. “send chats” shows them all; “settings tag morning” in a group gives it a tag.
send-number-unknown = There is no group number { $number }. “send chats” shows the latest numbers.
send-unknown = There is no sending number { $number }. “send” shows them all.
send-past = { $at } has already passed. Please write it again with a later time.
send-not-now = Sending { $number } is { $state }, so that cannot be done. “send { $number }” shows how it stands.
send-none = Nothing has been sent to many groups yet.
send-list = The latest sendings:
send-row = { $number }. { $state }: { $what } ({ $when })
send-preview = Sending { $number } (not started yet; please check it)
send-what = What: { $what }
send-what-text = { $words }
send-what-plan = each group’s plan of the day
send-what-quiz = a quiz from “{ $bank }”
send-what-quiz-any = a quiz from each group’s first bank
send-what-report = each group’s report of the day
send-questions = { $what }, { $count } questions
send-whom = To: { $whom }, { $count ->
    [one] 1 group
   *[other] { $count } groups
    }
send-whom-all = everybody
send-whom-tags = tagged { $tags }
send-whom-list = the groups you named
send-when = When: { $when }
send-when-now = as soon as you start it
send-when-own = { $when }, by each group’s own clock ({ $count } time zones; yours is { $zone })
send-when-zone = { $when } ({ $zone })
send-account = · { $account }: { $count ->
    [one] 1 group
   *[other] { $count } groups
    }, { $takes }
send-platform-telegram = Telegram
send-platform-wechat = WeChat
send-platform-console = terminal
send-platform-account = { $platform } { $account }
send-takes = All of it takes { $takes }
send-unreachable = Out of reach for now: { $reasons }
send-unreachable-all = { $said } ({ $names })
send-unreachable-some = { $said } ({ $names } and others)
send-button-unreachable = Out of reach
send-unreachable-none = Every group of sending { $number } can be reached now.
send-unreachable-list = Out of reach for sending { $number } ({ $count } in all, page { $page } of { $pages })
send-unreachable-more = “send unreachable { $number } { $page }” shows the next page, “send unreachable { $number } file” sends them all.
send-unreachable-file = Out of reach for sending { $number }, { $count } in all
send-removed = { $count } removed me
send-muted = { $count } do not let me write
send-unconnected = { $count } belong to an account that is not connected and get it when it is
send-quiet = { $count ->
    [one] 1 group has its quiet hours then and gets it after them.
   *[other] { $count } groups have their quiet hours then and get it after them.
    }
send-bank-nowhere = Note: none of these groups has the bank “{ $bank }”, so no quiz would begin. Please import it first, or choose another one.
send-bank-lacking =
    { $count ->
        [1] 1 group does not have the bank “{ $bank }”: no quiz begins there.
       *[other] { $count } groups do not have the bank “{ $bank }”: no quiz begins there.
    }
send-how-start = If all is well, type “send start { $number }”; if not, “send cancel { $number }”.
send-button-start = Start
send-button-pause = Pause
send-button-resume = Go on
send-button-cancel = Cancel
send-button-next = Next page
send-button-file = As a file
send-started = Sending { $number } has begun. “send { $number }” shows how far it is, “send pause { $number }” stops it at any time.
send-scheduled = Sending { $number } goes out when it is due ({ $when }). “send { $number }” shows how far it is, “send cancel { $number }” calls it off.
send-paused = Sending { $number } is paused; nothing more goes out. “send resume { $number }” goes on.
send-resumed = Sending { $number } goes on.
send-cancelled = Sending { $number } is cancelled; nothing more goes out. What was sent cannot be taken back.
send-progress = Sending { $number }: { $state }
send-state-draft = not started
send-state-running = going out
send-state-waiting = waiting for its time
send-state-paused = paused
send-state-cancelled = cancelled
send-state-done = done
send-done = { $done } of { $total } groups settled
send-left = { $takes } left
send-about = about { $takes }
send-soon = less than a minute
send-aside = { $count ->
    [one] 1 group waits for the end of its quiet hours
   *[other] { $count } groups wait for the end of their quiet hours
    }
send-next = Next: { $at }
send-outcome-sent = { $count } sent
send-outcome-late = { $count } late
send-outcome-moved = { $count } sent to where the group moved
send-outcome-removed = { $count } removed me
send-outcome-muted = { $count } not allowed to write
send-outcome-unknown = { $count } not certain
send-outcome-failed = { $count } failed
send-outcome-skipped-late = { $count } left out, too late
send-outcome-skipped-quiet = { $count } left out, quiet hours
send-outcome-skipped-nothing = { $count } with nothing to say or a day off
send-outcome-skipped-cancelled = { $count } called off
send-over = Sending { $number } is done: { $outcomes }. Details: “send result { $number }”.
send-over-cancelled = Sending { $number } was called off. By then: { $outcomes }. Details: “send result { $number }”.
send-missed = { $count ->
    [one] Missed { $count } time while I was not running: { $times }
   *[other] Missed { $count } times while I was not running: { $times }
 }
send-missed-time = { $at }
send-result = Details of sending { $number }, { $count } groups
send-result-none = Sending { $number } has not begun; there are no details yet.
send-no-files = Files cannot be sent here. On the computer: banzhang export deliveries --fan-out { $number }
send-groups = { $count } groups (page { $page } of { $pages })
send-groups-none = There are no such groups.
send-group-row = { $number }. { $title }
send-group-row-tags = { $number }. { $title } ({ $tags })
send-untitled = a group without a name
send-no-page =
    { $pages ->
        [1] There is no page { $page }; there is only one.
       *[other] There is no page { $page }; there are { $pages }.
    }
send-groups-more = “send chats { $page }” shows the next page, “send chats NAME” finds one.
send-health = Groups that need a look ({ $count } in all, page { $page } of { $pages })
send-health-none = All groups are well: none removed or silenced me, and people spoke in each within { $days } days.
send-health-days = “send health” looks back seven days, “send health 14d” fourteen; any number of days from 1 to { $max } will do.
send-health-count = { $trouble }: { $count }
send-health-row = · { $title }: { $trouble }
send-health-row-day = · { $title }: { $trouble } ({ $day })
send-health-removed = I was removed
send-health-muted = I may not write
send-health-half-deaf = I am no administrator and hear only what is said to me
send-health-away = its account is not connected
send-health-not-admin = I am no administrator
send-health-silent = nobody spoke for { $days } days
send-health-more = “send health { $page }” shows the next page, “send health file” sends them all.
send-health-file = Groups that need a look, { $count } in all
send-says = 📣 { $words }
