import type { TimeZone } from './local-date.ts';
import { foldPhrase } from './schedule/fold-phrase.ts';
import { spokenNumber } from './schedule/spoken-number.ts';

/** Places people name that are not the city of an IANA name, folded (lower case, simplified). */
const placesByZone: Readonly<Record<string, string>> = {
  'Asia/Shanghai':
    '北京 上海 中国 内地 大陆 广州 深圳 成都 重庆 杭州 武汉 西安 天津 南京 长沙 沈阳 济南 厦门 郑州 beijing china shenzhen guangzhou chengdu hangzhou wuhan',
  'Asia/Hong_Kong': '香港 hongkong hk',
  'Asia/Macau': '澳门 macao',
  'Asia/Taipei': '台北 台湾 taiwan',
  'Asia/Tokyo': '东京 日本 大阪 japan osaka',
  'Asia/Seoul': '首尔 韩国 korea',
  'Asia/Singapore': '新加坡',
  'Asia/Kuala_Lumpur': '吉隆坡 马来西亚 malaysia',
  'Asia/Bangkok': '曼谷 泰国 thailand',
  'Asia/Ho_Chi_Minh': '越南 胡志明 胡志明市 河内 hanoi saigon vietnam',
  'Asia/Jakarta': '雅加达',
  'Asia/Manila': '马尼拉',
  'Asia/Kolkata': '印度 新德里 孟买 india delhi mumbai',
  'Asia/Dubai': '迪拜',
  'Europe/Moscow': '莫斯科',
  'Europe/London': '伦敦 英国 uk england',
  'Europe/Paris': '巴黎 法国 france',
  'Europe/Berlin': '柏林 德国 慕尼黑 法兰克福 germany munich frankfurt',
  'Europe/Madrid': '马德里',
  'Europe/Rome': '罗马 米兰 milan',
  'Europe/Amsterdam': '阿姆斯特丹',
  'Europe/Zurich': '苏黎世 geneva',
  'America/New_York': '纽约 华盛顿 波士顿 美东 washington boston est edt et eastern',
  'America/Chicago': '芝加哥 休斯顿 houston dallas central',
  'America/Denver': '丹佛 mountain mst mdt',
  'America/Los_Angeles': '洛杉矶 旧金山 西雅图 美西 sanfrancisco seattle pst pdt pt pacific',
  'America/Toronto': '多伦多',
  'America/Vancouver': '温哥华',
  'America/Sao_Paulo': '圣保罗',
  'Australia/Sydney': '悉尼 雪梨 堪培拉 canberra',
  'Australia/Melbourne': '墨尔本',
  'Pacific/Auckland': '奥克兰 新西兰 惠灵顿 wellington newzealand',
  UTC: 'utc gmt z 世界时',
};

/** Where an offset is one country's own, its name reads better than `Etc/GMT-8`, whose sign is the other way round. */
const zonesByOffsetMinutes: Readonly<Record<number, string>> = {
  0: 'UTC',
  210: 'Asia/Tehran',
  270: 'Asia/Kabul',
  330: 'Asia/Kolkata',
  345: 'Asia/Kathmandu',
  390: 'Asia/Yangon',
  480: 'Asia/Shanghai',
  525: 'Australia/Eucla',
  540: 'Asia/Tokyo',
  570: 'Australia/Darwin',
};

const offsetPattern = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?([0-5]\d))?$/;
const chineseOffsetPattern = /^([东西])(十[一二]?|[一二三四五六七八九])区$/;

/**
 * The zone meant by an IANA name (in any case), an offset (`UTC+8`, `东八区`) or a well-known city or country in
 * Chinese or English; null if none. An offset of whole hours is a zone without daylight saving.
 */
export function parseTimeZone(text: string): TimeZone | null {
  const folded = foldPhrase(text.normalize('NFKC').trim());
  const spelled = folded.replace(/(?:标准)?时间$|\s*(?:standard )?time$/, '').replace(/[\s_]+/g, '');
  return zoneOfOffset(spelled) ?? zoneOfPlace(spelled) ?? zoneOfIanaName(folded.replace(/\s+/g, '_'));
}

function zoneOfOffset(spelled: string): TimeZone | null {
  const chinese = chineseOffsetPattern.exec(spelled);
  if (chinese !== null) {
    const hours = spokenNumber(chinese[2] ?? '') ?? 0;
    return zoneAheadBy((chinese[1] === '东' ? 60 : -60) * hours);
  }
  const parts = offsetPattern.exec(spelled);
  if (parts === null) return null;
  return zoneAheadBy((parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3] ?? 0)));
}

function zoneAheadBy(minutes: number): TimeZone | null {
  const own = zonesByOffsetMinutes[minutes];
  if (own !== undefined) return own as TimeZone;
  // https://github.com/eggert/tz/blob/main/etcetera: Etc/GMT-14 (east) to Etc/GMT+12 (west), signs inverted.
  const isKnown = minutes % 60 === 0 && minutes <= 14 * 60 && minutes >= -12 * 60;
  return isKnown ? (`Etc/GMT${minutes > 0 ? '-' : '+'}${String(Math.abs(minutes) / 60)}` as TimeZone) : null;
}

function zoneOfPlace(spelled: string): TimeZone | null {
  if (spelled === '') return null;
  for (const [zone, places] of Object.entries(placesByZone)) {
    if (places.split(' ').includes(spelled)) return zone as TimeZone;
  }
  const isCityOf = (name: string) =>
    name
      .slice(name.lastIndexOf('/') + 1)
      .replaceAll('_', '')
      .toLowerCase() === spelled;
  return (Intl.supportedValuesOf('timeZone').find(isCityOf) ?? null) as TimeZone | null;
}

function zoneOfIanaName(name: string): TimeZone | null {
  // Bare abbreviations that Intl may know (CST, IST) mean different zones to different people.
  if (!/^[a-z]+(?:\/[a-z0-9_+-]+){1,2}$/.test(name)) return null;
  try {
    const resolved = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    if (resolved.toLowerCase() === name) return resolved as TimeZone;
    if (resolved === 'UTC') return resolved as TimeZone;
    // A link (Asia/Kolkata, Asia/Chongqing) keeps the name that was asked for; Intl would show its older twin.
    return name.replace(/(^|[/_-])[a-z]/g, (start) => start.toUpperCase()) as TimeZone;
  } catch {
    return null;
  }
}
