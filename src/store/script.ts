import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ZodType } from 'zod';
import { StoreError } from '../errors.ts';
import type { RedisClient } from './client.ts';
import { storeErrorOf } from './store-error.ts';

type Argument = string | number;

interface ScriptDeclaration<K extends string, A extends string, R> {
  /** File name in lua/ without its ending. */
  readonly name: string;
  /** In the order of the file's header; all of one hash tag. The last may stand for several. */
  readonly keys: readonly K[];
  readonly args: readonly A[];
  readonly reply: ZodType<R>;
}

/** Runs one Lua script in one round trip; rejects with StoreError. `more` follows the named arguments as a list. */
export interface Script<K extends string, A extends string, R> {
  (
    redis: RedisClient,
    keys: Readonly<Record<K, string | readonly string[]>>,
    args: Readonly<Record<A, Argument>>,
    more?: readonly Argument[],
  ): Promise<R>;
  readonly declaration: ScriptDeclaration<K, A, R>;
}

/** Every script declared so far, for the test that compares declarations with the files' headers. */
export const declaredScripts = new Map<string, ScriptDeclaration<string, string, unknown>>();

const namesBySha = new Map<string, string>();

/** The name of a script that was called before, by the SHA1 of its text; undefined for those of others. */
export const scriptNamed = (sha: string): string | undefined => namesBySha.get(sha);

/** A typed call of `lua/<name>.lua`; the file is read at the first call. */
export function script<K extends string, A extends string, R>(
  declaration: ScriptDeclaration<K, A, R>,
): Script<K, A, R> {
  const { name, keys, args, reply } = declaration;
  declaredScripts.set(name, declaration);
  let loaded: { readonly source: string; readonly sha: string } | null = null;
  const run = async (
    redis: RedisClient,
    keyValues: Readonly<Record<K, string | readonly string[]>>,
    argValues: Readonly<Record<A, Argument>>,
    more: readonly Argument[] = [],
  ): Promise<R> => {
    loaded ??= load(name);
    const values: Argument[] = keys.flatMap((key) => keyValues[key]);
    const keyCount = values.length;
    for (const arg of args) values.push(argValues[arg]);
    values.push(...more);
    const raw = await evaluate(redis, loaded, keyCount, values);
    const parsed = reply.safeParse(raw);
    if (!parsed.success) throw new StoreError('redis-reply', `${name} answered ${JSON.stringify(raw)}`);
    return parsed.data;
  };
  return Object.assign(run, { declaration });
}

function load(name: string): { readonly source: string; readonly sha: string } {
  const source = readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), 'utf8');
  const sha = createHash('sha1').update(source).digest('hex');
  namesBySha.set(sha, name);
  return { source, sha };
}

async function evaluate(
  redis: RedisClient,
  { source, sha }: { readonly source: string; readonly sha: string },
  keyCount: number,
  values: Argument[],
): Promise<unknown> {
  try {
    return await redis.evalsha(sha, keyCount, ...values);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw storeErrorOf(error);
  }
  try {
    return await redis.eval(source, keyCount, ...values);
  } catch (error) {
    throw storeErrorOf(error);
  }
}
