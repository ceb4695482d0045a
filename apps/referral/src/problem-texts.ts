import type { Bilingual } from '@an-tam/contracts';

const say = (vi: string, en: string): Bilingual => ({ vi, en });

/** What this service's own error codes say to people. */
export const problemTexts: Readonly<Record<string, Bilingual>> = {
  PARTNER_KEY_EXISTS: say(
    'Đơn vị đã có khóa. Hãy dùng khóa hiện có.',
    'Your organisation already has a key. Use the present one.',
  ),
  UNKNOWN_TOPIC: say('Loại thông điệp này không được nhận.', 'Messages of this kind are not taken here.'),
  MESSAGE_OUT_OF_ORDER: say(
    'Thông điệp đến không đúng thứ tự. Hãy gửi các thông điệp trước đó.',
    'The message came out of order. Deliver the earlier ones first.',
  ),
  PACKET_REFUSED: say(
    'Thông tin gửi kèm không hợp lệ hoặc đã được dùng.',
    'The packet is not valid or has been used before.',
  ),
};
