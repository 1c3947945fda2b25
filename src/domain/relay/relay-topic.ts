import type { LocalDate } from '../local-date.ts';
import { foldInPlace } from '../normalise.ts';
import { isWithinBounds, readProgress } from '../progress.ts';
import type { Relay } from './relay.ts';
import { relayDay } from './relay-day.ts';

/** Whether a relay collects what was studied today. */
export type RelayTopic =
  | { readonly kind: 'today'; readonly isDayNamed: boolean }
  /** Study, but of a day that is over: nothing is recorded, make-ups are each one's own. */
  | { readonly kind: 'past'; readonly on: LocalDate }
  /** Something else, or nobody can tell. */
  | { readonly kind: 'other' };

/** What groups use relays for besides; one such word in the title outweighs any word of study. */
const otherThings = new RegExp(
  [
    '报名|投票|接种|疫苗|核酸|抗原|体温|体检|健康码|返校|回家|到家|离校|请假|值[日班]|排班|换班|志愿|座位',
    '[订点定]餐|[早午中晚夜聚用]餐|[午晚]饭|饭[堂盒]|外卖|奶茶|咖啡|蛋糕|团购|拼[单车团]|下单|订购|购买|代购|预[订定约购]|[买购订]书|几份|水果|蔬菜',
    '缴费|交费|收费|付款|转账|发票|捐款|募捐|红包|抽奖|礼[品物]|领取|领书|快递|取件|尺[码寸]|校服|衣服|班服',
    '车位|住宿|乘车|坐车|航班|聚会|生日|团建|郊游|旅[游行]|跑步|步数|运动|健身|减肥|喝水',
    '收到|知悉|能(?:来|到|去)|来不来|到[场岗]',
    '身份证|手机号|电话|地址|家长会|投稿|评选|选举|意向|(?<!已|今天|今日)(?:参加|参会|到会|出席|列席)|会议签到',
    '\\b(?:sign ?-?up|lunch|dinner|vote|vaccin\\w*|rsvp|payment)',
  ].join('|'),
);
const studyThings =
  /打卡|签到|学习|自学|研学|阅读|[晨早夜共领精泛朗诵跟]读|读书|读了|背诵|背书|单词|听力|复习|预习|练习|练字|刷题|做题|作业|功课|日课|每日一[题句篇词课]|网课|课程|学完|读完|完成|进度|check-?ins?|study|studied|reading|read\b|learn|homework|progress|done\b/;
const studyUnits: readonly unknown[] = ['minutes', 'pages', 'items', 'percent', 'fraction'];
/** Says whose list it is or when, but not what about. */
const filler =
  /[\d\p{P}\p{S}\s]|今[天日晚早]|每[天日晚早周]|第|[年月日号天周期]|星期|一|二|三|四|五|六|日|请|大家|各位|同学们?|同志们?|本群|群|我们?|来|接龙|吧|啦|哦|today|daily|day/gu;

/**
 * What a relay is about, by evidence. A title with a word of some other business (报名, 订餐, 接种 …) is `other`,
 * whatever else it says. Otherwise it is about study where the title has a word of study or check-in, or at least half
 * of the lines carry a measured amount (30分钟, 20页, 3/5) or a word of study; a title that says nothing (empty, a date,
 * “大家接龙”) will also do with `prompted`, when the chat was asked for check-ins that day. Everything else is `other`:
 * relays are used for everything, and a wrong record is worse than none. Days come last: a study relay whose title
 * names a day that is over is `past`, one of a day to come `other`.
 */
export function relayTopic(
  relay: Relay,
  circumstances: { readonly today: LocalDate; readonly prompted: boolean },
): RelayTopic {
  const title = foldInPlace(relay.title);
  if (otherThings.test(title)) return { kind: 'other' };
  const isEmptyTitle = title.replace(filler, '') === '';
  const isStudy = studyThings.test(title) || showStudy(relay) || (circumstances.prompted && isEmptyTitle);
  if (!isStudy) return { kind: 'other' };
  const day = relayDay(relay.title, circumstances.today);
  switch (day.kind) {
    case 'today':
      return { kind: 'today', isDayNamed: day.isNamed };
    case 'past':
      return { kind: 'past', on: day.on };
    case 'ahead':
      return { kind: 'other' };
  }
}

function showStudy({ entries }: Relay): boolean {
  const studied = entries.filter(({ words }) => {
    const progress = readProgress(words);
    return (studyUnits.includes(progress.unit) && isWithinBounds(progress)) || studyThings.test(foldInPlace(words));
  });
  return studied.length > 0 && studied.length * 2 >= entries.length;
}
