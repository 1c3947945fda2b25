import { isSentinelUrl } from './store/sentinel-url.ts';

/** The passwords inside a Redis URL as written there and decoded, also of one that is not quite right. */
export function urlPasswords(url: string): readonly string[] {
  return written(url)
    .filter((text) => text !== '')
    .flatMap((text) => [text, decoded(text)]);
}

/** Several hosts make no URL that Node.js could take apart. */
function written(url: string): readonly string[] {
  if (!isSentinelUrl(url)) return URL.canParse(url) ? [new URL(url).password] : [];
  return [/:\/\/[^:@/]*:([^@/]*)@/, /[?&]sentinelPassword=([^&]*)/].map((pattern) => pattern.exec(url)?.[1] ?? '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
