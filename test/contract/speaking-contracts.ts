import { expect } from 'vitest';
import type { Outgoing } from '../../src/commands/core/outgoing.ts';
import { type Contract, heardTexts, listening, withButtons, words } from './contract.ts';

/** What is told and what is sent. */
export const speakingContracts: readonly Contract[] = [
  {
    title: 'a text is told once with its sender, chat and time',
    async check(harness) {
      const heard = await listening(harness);
      const [lin] = harness.people;
      const beforeMs = Date.now();
      const messageId = await harness.say(lin, '打卡 30分钟');
      await heardTexts(heard, '打卡 30分钟');
      expect(heard[0]).toMatchObject({
        from: harness.group,
        isGroup: true,
        sender: { id: lin.id, name: lin.name },
        isAnonymous: false,
        isEdited: false,
        messageId,
      });
      // Platforms count seconds.
      expect(heard[0]?.atMs).toBeGreaterThanOrEqual(beforeMs - 1000);
      expect(heard[0]?.atMs).toBeLessThanOrEqual(Date.now() + 1000);
    },
  },
  {
    title: 'events have ids of their own and an order that increases',
    async check(harness) {
      const heard = await listening(harness);
      const [lin, zhou] = harness.people;
      await harness.say(lin, 'A');
      await harness.say(zhou, 'B');
      await harness.say(lin, 'C');
      await heardTexts(heard, 'A', 'B', 'C');
      expect(new Set(heard.map(({ id }) => id)).size).toBe(3);
      const orders = heard.map(({ order }) => order);
      expect([...orders].sort((a, b) => a - b)).toEqual(orders);
      expect(new Set(orders).size).toBe(3);
    },
  },
  {
    title: 'what the bot says itself is not told',
    async check(harness) {
      const heard = await listening(harness);
      await harness.adapter.send(harness.group, words('早上好'));
      await harness.say(harness.people[0], '早');
      await heardTexts(heard, '早');
      expect(harness.shown().map(({ text }) => text)).toEqual(['早上好']);
    },
  },
  {
    title: 'the longest allowed text arrives whole',
    async check(harness) {
      await listening(harness);
      const text = '学'.repeat(harness.adapter.can.textMaxCharacters);
      await harness.adapter.send(harness.group, words(text));
      expect(harness.shown()[0]?.text).toBe(text);
    },
  },
  {
    title: 'a tap tells the token of its button and can be answered to the tapper alone',
    async check(harness) {
      const heard = await listening(harness);
      const { messageId } = await harness.adapter.send(harness.group, withButtons);
      expect(harness.shown()[0]?.buttons).toEqual(['甲', '乙']);
      const answer = await harness.tap(harness.people[1], messageId ?? '', '乙');
      await expect.poll(() => heard.length).toBe(1);
      const [tap] = heard;
      expect(tap).toMatchObject({
        kind: 'choice',
        token: 'answer 1 b',
        messageId,
        sender: { id: harness.people[1].id },
      });
      if (tap?.kind === 'choice') {
        await harness.adapter.send(harness.group, { kind: 'toast', tapId: tap.tapId, text: '收到' });
      }
      await expect.poll(answer).toBe('收到');
      expect(harness.shown()).toHaveLength(1);
    },
  },
  {
    title: 'a sent message can be changed, to the same words too',
    async check(harness) {
      await listening(harness);
      const { messageId } = await harness.adapter.send(harness.group, withButtons);
      expect(messageId).not.toBeNull();
      const edit: Outgoing = { kind: 'edit', messageId: messageId ?? '', text: '答案：乙', buttons: [] };
      expect(await harness.adapter.send(harness.group, edit)).toEqual({ messageId });
      expect(await harness.adapter.send(harness.group, edit)).toEqual({ messageId });
      expect(harness.shown()).toEqual([{ messageId, text: '答案：乙', buttons: [], files: [] }]);
    },
  },
  {
    title: 'both signs can be put on a message',
    async check(harness) {
      await listening(harness);
      const { reactions } = harness.adapter.can;
      const messageId = await harness.say(harness.people[0], '打卡');
      for (const emoji of [reactions?.seen ?? '', reactions?.done ?? '']) {
        await harness.adapter.send(harness.group, { kind: 'reaction', messageId, emoji });
        expect(harness.signsOn(messageId)).toEqual([emoji]);
      }
    },
  },
  {
    title: 'people who are named are notified',
    async check(harness) {
      await listening(harness);
      const mentions = harness.people.map(({ id, name }) => ({ id, name }));
      const text = `提醒 ${mentions.map(({ name }) => name).join('、')}`;
      await harness.adapter.send(harness.group, { kind: 'message', text, buttons: [], mentions, quote: null });
      expect([...harness.notified()].sort()).toEqual(mentions.map(({ id }) => id).sort());
    },
  },
  {
    title: 'a picture arrives with its caption',
    async check(harness) {
      await listening(harness);
      const image: Outgoing = {
        kind: 'image',
        name: 'q.png',
        bytes: picture,
        caption: '看图',
        buttons: [],
        otherwise: '',
      };
      await harness.adapter.send(harness.group, image);
      expect(harness.shown()).toMatchObject([{ text: '看图', files: [expect.any(String)] }]);
    },
  },
  {
    title: 'a file arrives under its name',
    async check(harness) {
      await listening(harness);
      const bytes = new TextEncoder().encode('name,days\n林小满,7\n');
      await harness.adapter.send(harness.group, { kind: 'file', name: '周报.csv', bytes, caption: '周报' });
      expect(harness.shown()).toMatchObject([{ text: '周报', files: ['周报.csv'] }]);
    },
  },
];

/** A picture of 32 by 24 points. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAACAAAAAYCAIAAAAUMWhjAAAAJElEQVR42mPQq71IU8QwasGoBaMWjFowasGoBaMWjFowNCwAAL+6dD3k3PHsAAAAAElFTkSuQmCC',
  'base64',
);
