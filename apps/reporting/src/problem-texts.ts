import type { Bilingual } from '@an-tam/contracts';

const say = (vi: string, en: string): Bilingual => ({ vi, en });

/** Texts of reporting's own error codes. */
export const reportingProblemTexts: Readonly<Record<string, Bilingual>> = {
  TARGET_NOT_FOUND: say(
    'Không có chỉ tiêu này. Hãy chọn một chỉ tiêu trong danh sách.',
    'There is no such target. Choose one from the list.',
  ),
  UNKNOWN_TOPIC: say('Loại thông điệp này không được nhận ở đây.', 'This kind of message is not taken here.'),
  MESSAGE_OUT_OF_ORDER: say(
    'Thông điệp đến không đúng thứ tự. Hãy gửi các thông điệp trước đó.',
    'The message is out of order. Send the earlier ones first.',
  ),
  RELEASE_MALFORMED: say('Kỳ số liệu không đúng định dạng.', 'The release does not have the right form.'),
  RELEASE_UNSIGNED: say('Kỳ số liệu chưa được ký.', 'The release is not signed.'),
  RELEASE_UNKNOWN_KEY: say('Kỳ số liệu ký bằng khóa không được tin cậy.', 'The release is signed by an unknown key.'),
  RELEASE_ALTERED: say('Kỳ số liệu đã bị sửa sau khi ký.', 'The release was changed after it was signed.'),
  RELEASE_FOREIGN: say(
    'Khóa ký hoặc kế hoạch của kỳ số liệu thuộc tỉnh khác.',
    'The key or the plan of the release belongs to another province.',
  ),
  RELEASE_REPLAYED: say('Kỳ số liệu này đã nhận trước đó.', 'This release was received before.'),
  RELEASE_CHAIN_BROKEN: say(
    'Kỳ số liệu không nối tiếp kỳ đã nhận gần nhất.',
    'The release does not continue the last one received.',
  ),
  RELEASE_OUT_OF_ORDER: say(
    'Còn thiếu kỳ số liệu trước đó. Hãy gửi các kỳ trước.',
    'An earlier release is missing. Send the earlier ones first.',
  ),
};
