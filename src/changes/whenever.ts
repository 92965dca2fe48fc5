import { Repeater, SlidingBuffer } from '@graphql-yoga/subscription';
import type { Channel, Notifications } from './notifications';

/** An event at once, and one whenever something was told of this subject. A follower who is slow gets one for all that he missed. */
export function whenever(notifications: Notifications, channel: Channel, subject: string): Repeater<true> {
  return new Repeater<true>(async (push, stop) => {
    const end = notifications.on(channel, (told) => (told === null || told === subject ? void push(true) : undefined));
    push(true);
    await stop;
    end();
  }, new SlidingBuffer(1));
}
