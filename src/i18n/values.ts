/** A civil day shown as such: `YYYY-MM-DD`. */
export interface LocalDay {
  readonly on: string;
}

export const day = (on: string): LocalDay => ({ on });
