import type { Message } from '@grammyjs/types';
import { documentOf, photoSizes, storeFile } from '../files.ts';
import type { World } from '../world.ts';
import { entitiesOf, placeOf, type SayOptions } from './incoming.ts';
import { chatStateFor, senderIn, type Ref } from './refs.ts';
import { sendIncoming } from './talk.ts';
import { TINY_PNG } from './tiny-png.ts';

export type SentFile = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** As told to the bot, if it is to look bigger than it is, for the limits of downloading. */
  readonly size?: number;
};

/** Pictures and files that people send. */
export function attachingDriver(world: World) {
  const captionOf = (text: string | undefined, options: SayOptions): Pick<Message, 'caption' | 'caption_entities'> => {
    if (text === undefined || text === '') return {};
    const entities = entitiesOf(world, text, options);
    return { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
  };

  return {
    /** A small picture unless bytes are given. */
    sendPhoto: (chat: Ref, user: Ref, caption?: string, options: SayOptions & { bytes?: Uint8Array } = {}): Message => {
      const state = chatStateFor(world, chat);
      const from = senderIn(world, state, user);
      const bytes = Buffer.from(options.bytes ?? TINY_PNG);
      const photo = photoSizes(world, storeFile(world, 'photos', { name: 'photo.jpg', bytes }));
      const content = { from, ...placeOf(state, options), photo, ...captionOf(caption, options) };
      return sendIncoming(world, state, content);
    },

    sendDocument: (chat: Ref, user: Ref, file: SentFile, options: SayOptions & { caption?: string } = {}): Message => {
      const state = chatStateFor(world, chat);
      const from = senderIn(world, state, user);
      const document = documentOf(storeFile(world, 'documents', { ...file, bytes: Buffer.from(file.bytes) }));
      const content = { from, ...placeOf(state, options), document, ...captionOf(options.caption, options) };
      return sendIncoming(world, state, content);
    },
  };
}
