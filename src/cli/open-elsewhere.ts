import { Redis } from 'ioredis';
import type { OpenStore } from './open-store.ts';

/** Connections that hold the embedded server are named so, with the pid of their process. */
const holder = /\bname=banzhang-holder-(\d+)\b/g;

/** True when another process has the embedded server open too; false also where that cannot be told. */
export async function isOpenElsewhere({ redis, isEmbedded }: OpenStore): Promise<boolean> {
  if (!isEmbedded || !(redis instanceof Redis)) return false;
  const clients = String(await redis.client('LIST').catch(() => ''));
  return [...clients.matchAll(holder)].some(([, pid]) => Number(pid) !== process.pid);
}
