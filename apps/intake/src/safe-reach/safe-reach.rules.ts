import type { ContactWay, SafeReach } from '@an-tam/contracts';

/** Whether somebody may be reached; `unasked`: nobody has asked her yet what is safe. */
export type ReachAnswer = 'safe' | 'unasked' | 'unsafe' | 'outside_hours';

const vietnam = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/**
 * The one rule about reaching a client, for whatever could.
 * @param reach what she said, null when she was not asked
 * @param at the moment she would be reached; without it only the way is judged, as for a plan that names a day
 */
export function mayReachBy(reach: SafeReach | null, way: ContactWay, at?: Date): ReachAnswer {
  if (reach === null) return 'unasked';
  if (reach.unsafe.includes(way)) return 'unsafe';
  if (reach.hours === null || at === undefined) return 'safe';
  const { from, to } = reach.hours;
  const time = vietnam.format(at);
  const within = from < to ? time >= from && time < to : time >= from || time < to;
  return within ? 'safe' : 'outside_hours';
}
