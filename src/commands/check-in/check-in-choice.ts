import { text } from '../../i18n/text.ts';
import type { Choice } from '../core/reply.ts';

/** The button that checks in whoever taps it. */
export const checkInChoice: Choice = { label: text('check-in-button'), token: 'checkin', say: text('check-in-word') };
