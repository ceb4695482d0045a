import { defineTexts } from '../i18n/define-texts.js';

export const useReviewText = defineTexts('accessReview', {
  place: ['Truy cập bất thường', 'Unusual access'],
  lead: [
    'Những ngày có người mở hồ sơ khác thường lệ. Đây chưa phải là lỗi: phần lớn giải thích được bằng một câu. Việc của chính mình thì người khác trả lời.',
    'Days on which somebody opened files otherwise than usual. This is no fault yet: most are explained in one sentence. What concerns yourself is answered by somebody else.',
  ],
  empty: ['Không có gì khác thường', 'Nothing stands out'],
  emptyHint: ['Hệ thống tự xem lại nhật ký mỗi giờ.', 'The log is looked through every hour.'],
  waiting: ['Chờ trả lời', 'To be answered'],
  done: ['Đã trả lời', 'Answered'],
  toList: ['Tất cả', 'All of them'],
  'state.open': ['Chờ trả lời', 'To be answered'],
  'state.follow_up': ['Cần theo dõi', 'To follow up'],
  'state.explained': ['Đã giải thích', 'Explained'],
  'state.settled': ['Đã xử lý', 'Settled'],
  'count.volume': [
    '{{observed}} hồ sơ trong ngày, thường nhiều nhất {{usual}}',
    '{{observed}} files in the day, usually {{usual}} at most',
  ],
  'count.night': [
    '{{observed}} lần trong đêm, thường nhiều nhất {{usual}}',
    '{{observed}} times by night, usually {{usual}} at most',
  ],
  'count.unrelated': [
    '{{observed}} hồ sơ trong ngày, thường nhiều nhất {{usual}}',
    '{{observed}} files in the day, usually {{usual}} at most',
  ],
  'count.denied': [
    '{{observed}} lần trong ngày, thường nhiều nhất {{usual}}',
    '{{observed}} times in the day, usually {{usual}} at most',
  ],
  'count.emergencies': [
    '{{observed}} lần trong bảy ngày, thường nhiều nhất {{usual}}',
    '{{observed}} within seven days, usually {{usual}} at most',
  ],
  why: ['Vì sao hỏi?', 'Why is this asked?'],
  files: ['Hồ sơ đã mở trong ngày', 'Files opened that day'],
  noFiles: ['Không mở hồ sơ nào trong ngày này.', 'No file was opened that day.'],
  file: ['Hồ sơ {{code}}', 'File {{code}}'],
  erasedFile: ['Hồ sơ {{id}}… không còn mã', 'File {{id}}…, its code is not kept'],
  times: ['{{times}} lần, từ {{from}} đến {{to}}', '{{times}} times, from {{from}} to {{to}}'],
  toTrace: ['Xem cả ngày trong nhật ký', 'See the whole day in the trace'],
  answer: ['Trả lời', 'Answer'],
  answerIs: ['Kết quả', 'Outcome'],
  'answer.explained': ['Đã giải thích, không cần làm gì thêm', 'Explained, nothing more to do'],
  'answer.follow_up': ['Cần theo dõi thêm', 'To follow up'],
  'answer.settled': ['Không đúng, đã xử lý', 'Not right, and settled'],
  note: ['Ghi chú', 'Note'],
  noteHint: [
    'Một câu là đủ. Không ghi tên hay chuyện riêng của người được hỗ trợ.',
    'One sentence is enough. No name and nothing private of a client.',
  ],
  save: ['Lưu câu trả lời', 'Save the answer'],
  answered: ['{{who}} trả lời {{when}}', 'Answered by {{who}} {{when}}'],
  somebody: ['Một đồng nghiệp', 'A colleague'],
  noLonger: ['Người không còn làm ở đây', 'Somebody who has left'],
});
