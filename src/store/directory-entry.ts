import { z } from 'zod';

const person = z.object({
  id: z.string(),
  name: z.string(),
  nameInGroup: z.string(),
  remark: z.string(),
  traits: z.string(),
});
const group = z.object({ id: z.string(), title: z.string(), people: z.array(person) });

/** Someone or some group whose lasting id is settled in this login; `isByName` where nothing but a person's name told. */
const settled = z.object({ kind: z.enum(['known', 'new']), id: z.string(), isByName: z.literal(true).optional() });
/** A stand-in for a person; `groups` are those they were seen in, each with their name there. */
const unclearPerson = z.object({
  kind: z.literal('unclear'),
  id: z.string(),
  mayBe: z.array(z.string()),
  person,
  groups: z.record(z.string(), z.string()),
});
/** A stand-in for a group, with what was seen of it. */
const unclearGroup = z.object({ kind: z.literal('unclear'), id: z.string(), mayBe: z.array(z.string()), group });

/** What a passing id stands for in a login. */
export const boundEntry = z.union([settled, unclearPerson, unclearGroup]);
export type BoundEntry = z.infer<typeof boundEntry>;
export type UnclearPerson = z.infer<typeof unclearPerson>;
export type UnclearGroup = z.infer<typeof unclearGroup>;

/** What is remembered of a person from one login to the next; `login` is the number of the last one they were seen in. */
export const personRecord = z.object({
  name: z.string(),
  nameInGroup: z.string(),
  remark: z.string(),
  traits: z.string(),
  login: z.number(),
});
export type PersonRecord = z.infer<typeof personRecord>;

export const groupRecord = z.object({ title: z.string(), count: z.number(), login: z.number() });
export type GroupRecord = z.infer<typeof groupRecord>;

/** The record in `json`, null when there is none. */
export const read = <T>(shape: z.ZodType<T>, json: string | null | undefined): T | null =>
  json == null ? null : shape.parse(JSON.parse(json));
