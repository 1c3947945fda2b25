/** What `redis+sentinel://` addresses tell. */
export interface SentinelTarget {
  readonly sentinels: readonly { readonly host: string; readonly port: number }[];
  /** What the sentinels call the master. */
  readonly name: string;
  readonly db: number;
  /** Of the Redis servers; null where none is asked for. */
  readonly username: string | null;
  readonly password: string | null;
  /** Of the sentinels themselves. */
  readonly sentinelPassword: string | null;
  readonly isTls: boolean;
}

/** Where sentinels listen unless told otherwise. https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/ */
const usualPort = 26_379;

export const isSentinelUrl = (url: string): boolean => /^rediss?\+sentinel:\/\//.test(url);

/**
 * `redis+sentinel://[USER:PASSWORD@]HOST[:PORT][,HOST[:PORT]…]/MASTER[/DB][?sentinelPassword=…]` in its parts, null when
 * it is not of that shape. `rediss` for TLS.
 */
export function parseSentinelUrl(url: string): SentinelTarget | null {
  const parts = /^(rediss?)\+sentinel:\/\/(?:([^@/]*)@)?([^@/?]+)\/([^/?]+)(?:\/(\d{1,3}))?(?:\?(.*))?$/.exec(url);
  if (parts === null) return null;
  const [, scheme, user = '', hosts = '', name = '', db = '0', query = ''] = parts;
  const [username = '', password = null] = user.split(/:(.*)/s);
  const sentinels = hosts.split(',').map(parseHost);
  const known = sentinels.filter((host) => host !== null);
  if (known.length !== sentinels.length) return null;
  try {
    return {
      sentinels: known,
      name: decodeURIComponent(name),
      db: Number(db),
      username: username === '' ? null : decodeURIComponent(username),
      password: password === null || password === '' ? null : decodeURIComponent(password),
      sentinelPassword: new URLSearchParams(query).get('sentinelPassword'),
      isTls: scheme === 'rediss',
    };
  } catch {
    return null; // A lonely % in a name or password.
  }
}

function parseHost(text: string): { readonly host: string; readonly port: number } | null {
  const [, plain, bracketed, port = String(usualPort)] =
    /^(?:([\w.-]+)|\[([\da-f:.]+)\])(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const host = plain ?? bracketed;
  return host === undefined || Number(port) > 65_535 ? null : { host, port: Number(port) };
}
