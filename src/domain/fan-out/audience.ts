import { normalise } from '../normalise.ts';
import type { Audience } from './fan-out.ts';

/** What decides whether a chat is addressed. */
export interface Addressable {
  readonly id: string;
  readonly tags: readonly string[];
}

/** Those of `groups` that an audience means, in their order. */
export function audienceOf<G extends Addressable>(audience: Audience, groups: readonly G[]): readonly G[] {
  switch (audience.kind) {
    case 'all':
      return groups;
    case 'tags': {
      const wanted = new Set(audience.tags.map(normalise));
      return groups.filter(({ tags }) => tags.some((tag) => wanted.has(normalise(tag))));
    }
    case 'list': {
      const wanted = new Set(audience.chats);
      return groups.filter(({ id }) => wanted.has(id));
    }
  }
}
