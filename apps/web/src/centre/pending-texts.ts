import { defineTexts } from '../i18n/define-texts.js';

export const usePendingText = defineTexts('pending', {
  place: ['Người được giới thiệu', 'Introduced by another unit'],
  lead: [
    'Chỉ ghi cách gặp bạn ấy an toàn. Đừng ghi lý do hay nơi giới thiệu. Nếu bạn ấy chưa đồng ý, mọi điều ghi ở đây tự xóa sau 14 ngày.',
    'Only how to meet safely: no reason, and not who introduced them. Without their agreement all of it is deleted after 14 days.',
  ],
  alias: ['Gọi bạn ấy là gì? (không bắt buộc)', 'What shall we call them? (optional)'],
  how: ['Gặp bạn ấy bằng cách nào?', 'How can they be reached?'],
  howHint: ['Ví dụ: gọi số nào, nhắn qua ai, gặp ở đâu.', 'For example: which number, through whom, where to meet.'],
  save: ['Lưu', 'Save'],
  saved: ['Đã ghi. Bạn ấy có trong Hôm nay.', 'Noted. They stand in Today.'],
  waiting: ['Được giới thiệu, chờ gặp', 'Introduced, to be met'],
  nameless: ['Chưa biết tên gọi', 'Name not known'],
  daysLeft: ['còn {{days}} ngày', '{{days}} days left'],
  lastDay: ['ngày cuối', 'last day'],
  agrees: ['Bạn ấy đồng ý, mở hồ sơ', 'They agree, open a file'],
  agreesWho: ['Bạn ấy đồng ý, mở hồ sơ: {{who}}', 'They agree, open a file: {{who}}'],
  refuses: ['Bạn ấy không muốn', 'They do not want it'],
  refusesWho: ['Bạn ấy không muốn: {{who}}', 'They do not want it: {{who}}'],
  refusesTitle: ['Xóa những gì đã ghi?', 'Delete what was noted?'],
  refusesWhat: [
    'Mọi điều đã ghi bị xóa ngay và không lấy lại được. Nơi giới thiệu không được báo gì.',
    'Everything noted is deleted at once, for good. Whoever introduced them is told nothing.',
  ],
  expiring: ['Hồ sơ sắp hết thời gian giữ', 'Files whose time is ending'],
  expiringHint: [
    'Hồ sơ đã kết thúc được tự xóa sau ngày ghi dưới đây. Mở lại hồ sơ nếu còn cần hỗ trợ.',
    'Closed files are erased by themselves after the day below. Open one again if support is still needed.',
  ],
  expiringNone: ['Không có hồ sơ nào trong 30 ngày tới.', 'None within the next 30 days.'],
  keptUntil: ['giữ đến {{day}}', 'kept until {{day}}'],
});
