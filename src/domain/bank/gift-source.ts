/** A block as gift-pegjs takes it, and the title in front of it. */
export interface GiftSource {
  readonly title: string;
  readonly body: string;
  /** How many lines the title had taken. */
  readonly titleLines: number;
}

const titlePattern = /^\s*::((?:\\[^]|[^\\])*?)::[^\S\n]*/;
/** `{true}`: Moodle wants capitals, people do not. */
const lowerCaseTruth = /(?<!\\)\{\s*(?:true|false)(?=\s*[#}])/i;
/** `{#4:1 #feedback}`: the grammar takes feedback only after `=`. */
const bareNumber = /(?<!\\)\{\s*#\s*(?=[-+\d])/;
/** Stands within an arrow that is none: `{=a -> b ~c}` is a choice, the grammar insists on a pair. */
export const arrowGuard = '\ue000';
/** `{Tokyo}`: the grammar sees a T and wants no more. */
const bareWord = /(?<!\\)\{\s*(?=[TF])(?!(?:TRUE|FALSE|T|F)\s*[#}])/;

/**
 * Moodle takes `=`, `:` and `#` in a question's text without a backslash, the grammar of gift-pegjs does not
 * (https://github.com/fuhrmanator/GIFT-grammar-PEG.js/issues/53): they are escaped here, and the title is taken off.
 */
export function prepareGift(block: string): GiftSource {
  const found = titlePattern.exec(block);
  const title = found?.[1] ?? '';
  const prefix = found?.[0] ?? '';
  const body = escapeBody(block.slice(prefix.length))
    .replace(lowerCaseTruth, (answers) => answers.toUpperCase())
    .replace(bareNumber, '$&=')
    .replace(bareWord, '$&=');
  return {
    title: unescapeGift(title).trim(),
    body: isChoice(body) ? body.replaceAll('->', `-${arrowGuard}>`) : body,
    titleLines: prefix.split('\n').length - 1,
  };
}

/** True when an answer is marked as wrong: neither typed answers nor pairs have such. */
function isChoice(body: string): boolean {
  const open = body.search(/(?<!\\)\{/);
  return open >= 0 && /(?<!\\)~/.test(body.slice(open));
}

function unescapeGift(text: string): string {
  return text.replace(/\\([\\:#={}~n])/g, (_whole, sign: string) => (sign === 'n' ? '\n' : sign));
}

/** What must be escaped outside the answers, within them, and within numerical ones, where `:` is the tolerance. */
const specials = { outside: ':=~#', inside: ':', numerical: '' };

function escapeBody(body: string): string {
  let escaped = '';
  let place: keyof typeof specials = 'outside';
  for (let at = 0; at < body.length; at += 1) {
    const sign = body.charAt(at);
    if (sign === '\\') {
      at += 1;
      escaped += sign + body.charAt(at);
      continue;
    }
    if (sign === '{' && place === 'outside') place = isNumerical(body.slice(at + 1, at + 200)) ? 'numerical' : 'inside';
    else if (sign === '}') place = 'outside';
    escaped += specials[place].includes(sign) ? `\\${sign}` : sign;
  }
  return escaped;
}

function isNumerical(answers: string): boolean {
  const start = answers.trimStart();
  return start.startsWith('#') && !start.startsWith('####');
}
