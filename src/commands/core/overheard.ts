import type { Capabilities } from './capabilities.ts';

/** True in groups where nothing can be shown to one person alone: every answer is one more message for everybody. */
export const isOverheard = (
  isGroup: boolean,
  can: Pick<Capabilities, 'edit' | 'reactions' | 'privateAnswers'>,
): boolean => isGroup && can.edit === null && can.reactions === null && can.privateAnswers === null;
