/** `direct` answers somebody who waits; `bulk` is one of many and leaves them the front of the line. */
export type Urgency = 'direct' | 'bulk';
