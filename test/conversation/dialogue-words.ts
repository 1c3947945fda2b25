/** What people say in the dialogues, by language. */
export const words = {
  'zh-Hans': {
    names: { lin: '林老师', li: '小李', fang: '王芳', late: '陈新' },
    noNudge: '晚上不提醒',
    settingZone: '时区 台北',
    help: '帮助',
    checkIn: '打卡',
    checkInAmount: '打卡 30分钟 第三章',
    checkInButton: '打卡',
    undo: '撤销',
    me: '我的',
    missing: '未打卡',
    report: '日报',
    makeUpYesterday: '补卡 昨天 20页',
    leaveTomorrow: '请假 明天 出差',
    rank: '排行',
    bankName: '山河.json',
    bank: `{
 "title": "山河",
 "questions": [
  {
   "question": "长江有多长？",
   "options": [
    "6300千米",
    "3000千米",
    "900千米"
   ],
   "answer": "A",
   "explanation": "从源头到入海口约 6300 千米。",
   "source": "《中国地理》"
  },
  {
   "question": "哪些是河？",
   "options": [
    "长江",
    "黄河",
    "泰山"
   ],
   "correct": [
    "长江",
    "黄河"
   ]
  },
  {
   "question": "五岳之首是哪座山？",
   "accepted": [
    "泰山"
   ]
  }
 ]
}`,
    quiz: '答题 山河 3',
    quizSkip: '答题 跳过',
    rightOption: '6300',
    multipleOptions: ['长江', '黄河'],
    fillIn: '泰山',
    hoursToMorning: 15,
    planName: '计划.md',
    plan: '# 晨读计划\n- 2026-11-23 第一章 30分钟\n- 2026-11-24 第二章 20页\n- 2026-11-25 第三章\n',
    today: '今日',
    plan_: '计划',
    remind: '提醒 每天早上8点 一起读书',
    remindBad: '/remind 有空的时候 读书',
    remindList: '提醒 列表',
    remindDelete: '提醒 删除 1',
    optOut: '免打扰',
    bind: '绑定',
    bindWrong: '绑定 000001',
    ask: '查 五岳',
    forget: '忘记我',
    forgetButton: '全部删除',
  },
  'zh-Hant': {
    names: { lin: '林老師', li: '小李', fang: '王芳', late: '陳新' },
    noNudge: '晚上不提醒',
    settingZone: '時區 台北',
    help: '幫助',
    checkIn: '簽到',
    checkInAmount: '打卡 30分鐘 第三章',
    checkInButton: '打卡',
    undo: '撤銷',
    me: '我的',
    missing: '未打卡',
    report: '日報',
    makeUpYesterday: '補卡 昨天 20頁',
    leaveTomorrow: '請假 明天 出差',
    rank: '排名',
    bankName: '山河.json',
    bank: `{
 "title": "山河",
 "questions": [
  {
   "question": "長江有多長？",
   "options": [
    "6300千米",
    "3000千米",
    "900千米"
   ],
   "answer": "A",
   "explanation": "從源頭到入海口約 6300 千米。",
   "source": "《中國地理》"
  },
  {
   "question": "哪些是河？",
   "options": [
    "長江",
    "黃河",
    "泰山"
   ],
   "correct": [
    "長江",
    "黃河"
   ]
  },
  {
   "question": "五嶽之首是哪座山？",
   "accepted": [
    "泰山"
   ]
  }
 ]
}`,
    quiz: '答題 山河 3',
    quizSkip: '答題 跳過',
    rightOption: '6300',
    multipleOptions: ['長江', '黃河'],
    fillIn: '泰山',
    hoursToMorning: 15,
    planName: '計劃.md',
    plan: '# 晨讀計劃\n- 2026-11-23 第一章 30分鐘\n- 2026-11-24 第二章 20頁\n- 2026-11-25 第三章\n',
    today: '今天',
    plan_: '計畫',
    remind: '提醒 每天早上8點 一起讀書',
    remindBad: '/remind 有空的時候 讀書',
    remindList: '提醒 列表',
    remindDelete: '提醒 刪除 1',
    optOut: '免打擾',
    bind: '綁定',
    bindWrong: '綁定 000001',
    ask: '查 五嶽',
    forget: '忘記我',
    forgetButton: '全部刪除',
  },
  en: {
    names: { lin: 'Lin', li: 'Sam', fang: 'Ann', late: 'Joe' },
    noNudge: 'No evening nudge',
    settingZone: 'zone New York',
    help: 'help',
    checkIn: 'done',
    checkInAmount: 'done 30 min chapter 3',
    checkInButton: 'Done',
    undo: 'undo',
    me: '/me',
    missing: 'missing',
    report: 'report',
    makeUpYesterday: 'makeup yesterday 20 pages',
    leaveTomorrow: 'leave tomorrow travelling',
    rank: 'rank',
    bankName: 'rivers.json',
    bank: `{
 "title": "rivers",
 "questions": [
  {
   "question": "How long is the Yangtze?",
   "options": [
    "6300 km",
    "3000 km",
    "900 km"
   ],
   "answer": "A",
   "explanation": "About 6300 km from source to sea.",
   "source": "Geography of China"
  },
  {
   "question": "Which are rivers?",
   "options": [
    "Yangtze",
    "Danube",
    "Everest"
   ],
   "correct": [
    "Yangtze",
    "Danube"
   ]
  },
  {
   "question": "Which mountain is the highest?",
   "accepted": [
    "Everest",
    "Mount Everest"
   ]
  }
 ]
}`,
    quiz: 'quiz rivers 3',
    quizSkip: 'quiz skip',
    rightOption: '6300',
    multipleOptions: ['Yangtze', 'Danube'],
    fillIn: 'Everest',
    hoursToMorning: 23,
    planName: 'plan.md',
    plan: '# Morning reading\n- 2026-11-23 Chapter one 30 min\n- 2026-11-24 Chapter two 20 pages\n- 2026-11-25 Chapter three\n',
    today: 'today',
    plan_: 'plan',
    remind: 'remind every day 8:00 read together',
    remindBad: '/remind whenever you like read',
    remindList: 'remind list',
    remindDelete: 'remind delete 1',
    optOut: 'optout',
    bind: 'bind',
    bindWrong: 'bind 000001',
    ask: 'ask Yangtze',
    forget: '/forget',
    forgetButton: 'Delete all',
  },
} as const;
