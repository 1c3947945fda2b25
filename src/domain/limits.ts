/** A reminder that runs once has no use when its time is over; this many are enough for any chat. */
export const remindersMax = 50;

/** Days off of a chat: ten years of a country with many holidays, and whole summers. */
export const daysOffMax = 1_000;
