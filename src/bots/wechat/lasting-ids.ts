/** Whether a platform id is taken as lasting: by its look, or as the operator knows the puppet. */
export type IdsOption = 'auto' | 'lasting' | 'passing';

/** wechat4u's ids, others at every login. https://github.com/wechaty/wechaty/issues/1276 */
const passingShape = /^@@?[0-9a-f]{32,}/;

/** Ids of pad protocols, official accounts, WeCom and its outsiders. https://github.com/wechaty/wechaty/issues/1658 */
const lastingShape = /^(?:wxid_|gh_|R:|\d+$)|@(?:chatroom|im\.chatroom|openim|im\.wxwork)$/;

const roomShape = /^(?:@@|R:)|@(?:chatroom|im\.chatroom|im\.wxwork)$/;

/**
 * True when the id holds over logins. Names that people gave themselves long ago serve as ids too and look like
 * anything: they are believed where the bot's own id is a lasting one.
 */
export function isLasting(id: string, self: string, ids: IdsOption): boolean {
  if (ids !== 'auto') return ids === 'lasting';
  if (passingShape.test(id)) return false;
  return lastingShape.test(id) || lastingShape.test(self);
}

/** True for the ids of groups as all puppets shape them. */
export const looksLikeRoom = (id: string): boolean => roomShape.test(id);
