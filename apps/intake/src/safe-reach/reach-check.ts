import { Inject, Injectable } from '@nestjs/common';
import type { Bilingual, ContactWay, FieldError, SafeReach } from '@an-tam/contracts';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { mayReachBy } from './safe-reach.rules.js';

const say = (vi: string, en: string): Bilingual => ({ vi, en });

const unsafeTexts: Readonly<Record<ContactWay, Bilingual>> = {
  call: say(
    'Chưa an toàn để gọi. Hãy chọn cách khác, hoặc hỏi lại khi gặp rồi sửa mục Liên hệ an toàn.',
    'Not safe to call. Choose another way, or ask again when you meet and change the safe contact.',
  ),
  message: say(
    'Chưa an toàn để nhắn tin. Hãy chọn cách khác, hoặc hỏi lại khi gặp rồi sửa mục Liên hệ an toàn.',
    'Not safe to message. Choose another way, or ask again when you meet and change the safe contact.',
  ),
  email: say(
    'Chưa an toàn để gửi thư điện tử. Hãy chọn cách khác, hoặc hỏi lại khi gặp rồi sửa mục Liên hệ an toàn.',
    'Not safe to e-mail. Choose another way, or ask again when you meet and change the safe contact.',
  ),
  visit: say(
    'Chưa an toàn để đến gặp. Hãy hẹn ở trung tâm, hoặc hỏi lại khi gặp rồi sửa mục Liên hệ an toàn.',
    'Not safe to visit. Meet at the centre, or ask again when you meet and change the safe contact.',
  ),
};

/** Holds every plan to reach a client against what she called safe. */
@Injectable()
export class ReachCheck {
  constructor(@Inject(INTAKE_CONFIG) private readonly config: IntakeConfig) {}

  /**
   * What speaks against reaching her through a channel of the taxonomy; nothing where she comes herself.
   * @param at the hour that is planned, where one is
   */
  faults(field: string, reach: SafeReach | null, channel: string, at?: Date): FieldError[] {
    const way = this.config.contactWays.get(channel);
    if (!way) return [];
    const answer = mayReachBy(reach, way, at);
    if (answer === 'unsafe') return [{ field, message: unsafeTexts[way] }];
    if (answer !== 'outside_hours' || !reach?.hours) return [];
    const { from, to } = reach.hours;
    return [
      {
        field,
        message: say(
          `Ngoài khung giờ liên hệ được, ${from} đến ${to}. Hãy chọn giờ khác.`,
          `Outside the hours to be reached, ${from} to ${to}. Choose another time.`,
        ),
      },
    ];
  }
}
