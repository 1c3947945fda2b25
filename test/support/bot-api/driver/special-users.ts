import type { User } from '@grammyjs/types';

// Senders that stand for somebody else (td, UserManager.cpp:3020-3044). Nothing is ever to be credited to them.

export const ANONYMOUS_ADMIN: User = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

export const CHANNEL_POSTER: User = { id: 136_817_688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' };

export const LINKED_CHANNEL_FORWARDER: User = { id: 777_000, is_bot: false, first_name: 'Telegram' };
