import { pastDayOf } from '../date-like.ts';
import { foldInPlace } from '../normalise.ts';
import { isWithinBounds, type Progress, readProgress } from '../progress.ts';

/** Brackets are opened for the amount as often as a colon is put. */
const opening = /^[\s:：,，.。;；、|/～~_—–\-－(（【[<《「]+/u;
const closing = /[\s)）】\]>」]+$/u;
const doneWord =
  /^(?:老师|同学|同志)?\s*(?:今[天日晚])?(?:已经?)?(?:(?:打卡|签到|完成|done|checkin)(?:了|啦|咯|完毕|成功)?(?=$|[\s\d\p{P}\p{S}]))?/u;
const notDone =
  /^(?:[×✗✘❌❎x]$|无$|0$|请假|[事病休]假|休息|未(?!来)|没|缺|还[没未]|待|欠|忘|不(?:打|能|来|学|参|在)|明天|晚点|稍后|晚上再|补(?!充|习)|absent|(?:on )?leave$|not |no$|n\/a|pending|later)/u;

/** What a line says behind the name; null where it says that nothing was done yet (未完成, 请假, a bare “：”). */
export function readRelayProgress(rest: string): Progress | null {
  const inner = rest.replace(opening, '').replace(closing, '');
  if (inner === '' && /[:：_]/u.test(rest)) return null;
  const folded = foldInPlace(inner);
  if (notDone.test(folded) || pastDayOf(inner) !== null) return null;
  const words = inner.slice(doneWord.exec(folded)?.[0].length ?? 0);
  const progress = readProgress(words.replace(opening, ''));
  if (progress.amount === 0) return null;
  return isWithinBounds(progress) ? progress : { amount: null, unit: null, of: null, note: words.trim() };
}
