/**
 * Words that tell study from ordinary talk, as sources of regular expressions over folded text (lower case,
 * simplified, half-width). Lists rather than patterns: what is not on them is not taken for a record.
 */

/** One sign without meaning at the end of a message: punctuation (no question mark), emoji, WeChat's [强]. */
export const signSource =
  '(?:[\\s!~～。.,，、…·)\\]】_^*|;:：-]|(?![✅✔☑])\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\u200d|\\ufe0f|\\[[\\u4e00-\\u9fffa-z]{1,8}\\])';

/** 第三章, 第12课, chapter 3, units 5-6, day 12, ch.3, 3月5日. */
export const placeSource =
  '(?:第 ?[\\d一二三四五六七八九十百零〇两]{1,5} ?(?:章节?|节课?|课时?|单元|讲|篇|天|日|周|部分|册|卷|页|题|集|遍|轮|次)|(?:chapters?|ch|lessons?|units?|sections?|parts?|pages?|days?|weeks?|modules?|lectures?) ?[.#]? ?\\d{1,3}(?:(?: ?[-–~] ?| and | & |, )\\d{1,3})?(?![\\w:/])|\\d{1,2}月\\d{1,2}[日号])';

const hanSubjects =
  '英语|英文|日语|韩语|法语|德语|西班牙语|普通话|粤语|语文|数学|物理|化学|生物|历史|地理|政治|思政|党史|党课|党章|理论|文言文|古诗词?|诗词|单词|词汇|生词|语法|听力|阅读|口语|写作|作文|翻译|精读|泛读|课文|课程|网课|微课|视频课|视频|教材|课本|资料|材料|文件|原著|选集|文章|绘本|经典|书本|书籍|书|名著|题目|习题|真题|错题|刷题|练习题?|作业|笔记|试卷|卷子|模拟卷|知识点|公开课|必修课|专业课|编程|代码|算法|钢琴|书法|练字|学习任务|任务|学习内容|内容|《[^《》]{1,30}》';
const englishSubjects =
  'reading|vocab(?:ulary)?|grammar|listening|speaking|writing|english|chinese|mandarin|spanish|french|german|japanese|korean|maths?|physics|chemistry|biology|history|study(?:ing)?|homework|practice|exercises?|revision|review|flash ?cards|anki|notes|textbook|coding|(?:the )?(?:book|text|textbook|chapter|task|lesson)';

/** What people in study groups study. */
export const subjectSource = `(?:(?:每日|今日)?(?:${hanSubjects})|(?:${englishSubjects})(?![a-z]))`;

/** A study verb: before an amount, or after what was studied. */
export const verbSource =
  '(?:学习|自学|研学|阅读|朗读|跟读|诵读|背诵|复习|预习|温习|温书|练习|学|读|看|睇|听|背|做|写|练|温|抄|记)';

/** What a study verb in the past ends with. */
export const pastSource = '(?:完(?!成)了?|好了|了|咗|过了?|够了?|满了?)';

/** Who, when and about how much: said before the verb and left out of the note. */
export const whoWhenSource =
  '(?:我(?!们)|本人|今日份?|今天|今晚|今早|今儿|今朝|早上|上午|中午|下午|晚上|早晨|清晨|刚才|刚|也|坚持|进度)';

/** Starts a remark about somebody or something else rather than a note on one's own work. */
export const remarkSource =
  '(?:@|领(?!导)|抽奖|有礼|送|不(?:了|行|能|要|想|用|是|会|动|上|到)|没(?:有|来|打|空|时间|人|用|完|吃|收)|别|勿|未(?!来)|失败|忘|打不|要(?!点|素|义)|需要|应该|可以|能(?!力|量|源)|必须|规则|规定|地点|位置|截止|时间(?!管理)|链接|群(?!论)|软件|小程序|系统(?:坏|崩|有|又|在|怎)|机器?坏|功能|制度|提醒|记录|排名|人数|名单|率|度|的|是|这(?:个|件|事|里|种|是|么|才)|那(?:个|么|里|就|边)|就|才|但是|可是|却|还(?:没|有|要|在|是)|然后|结果|大家|各位|你|您|他|她|谁|哪|怎|什么|为什么|记得|请|同学|老师|快(?:点|了|来|去|到)|赶紧|抓紧|马上|等|明天|后天|下周|以后|之后|后(?:请|再|记|发|才)|前(?:请|先|要|记)|吧|呗|(?:with|deal|and|by|for|in|to|at|is|isn|was|are|not|yet|when|if|that|this|it|here|there|we|you|he|she|they|the|my|your|please|everyone|guys|late|left|ago|later|before|after|until|so|but|or|as|of|on)(?![a-z]))';
