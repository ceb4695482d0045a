import { defineTexts } from '../i18n/define-texts.js';

export const useErasureText = defineTexts('erasure', {
  title: ['Xóa hồ sơ', 'Erase this file'],
  what: [
    'Dùng khi người được hỗ trợ muốn không còn gì được lưu. Khóa, ghi chép và mọi cách tìm lại đều bị hủy. Không thể lấy lại.',
    'For when a person wants nothing kept. Keys, notes and every way to find them are destroyed. There is no way back.',
  ],
  start: ['Xóa hồ sơ này', 'Erase this file'],
  ask: ['Xóa hồ sơ vĩnh viễn?', 'Erase the file for good?'],
  consequence: [
    'Những chuyển gửi đang mở được báo dừng trước. Sau đó không ai mở hay tìm lại được hồ sơ này, kể cả quản trị viên. Nhật ký việc đã làm và các con số đã duyệt vẫn còn, không có tên ai.',
    'Open referrals are told to stop first. After that nobody can open or find this file, administrators included. The trace of what was done and approved figures stay, without any name.',
  ],
  typeCode: ['Gõ mã hồ sơ {{code}} để xác nhận', 'Type the code {{code}} to confirm'],
  place: ['Chứng nhận xóa', 'Certificate of erasure'],
  'state.in_progress': ['Đang xóa', 'Being erased'],
  'state.erased': ['Đã xóa', 'Erased'],
  'state.final': ['Đã xóa hẳn', 'Erased for good'],
  'means.in_progress': [
    'Không ai mở được hồ sơ này nữa. Phần còn lại được tự hoàn tất trong ít phút. Bấm Cập nhật để xem.',
    'Nobody can open this file any more. The rest is finished by itself within minutes. Refresh to see.',
  ],
  'means.erased': [
    'Khóa và ghi chép đã bị hủy ở đây. Bản sao lưu của khóa hết hạn sau ngày ghi dưới; từ đó không còn cách nào đọc được.',
    'Keys and notes are destroyed here. Backups of the keys expire after the day below; from then on nothing can be read.',
  ],
  'means.final': [
    'Khóa và ghi chép đã bị hủy, và không bản sao lưu nào của khóa còn mở được. Không ai đọc lại được.',
    'Keys and notes are destroyed, and no backup of the keys can be opened any more. Nobody can read them again.',
  ],
  destroyed: ['Đã hủy', 'Destroyed'],
  code: ['Mã hồ sơ', 'Code of the file'],
  intendedAt: ['Yêu cầu xóa lúc', 'Asked for'],
  erasedAt: ['Xóa xong lúc', 'Finished'],
  keyVersions: ['Khóa của hồ sơ', 'Keys of the file'],
  records: ['Ghi chép niêm phong', 'Sealed notes'],
  keysDestroyedOn: ['Ngày hủy khóa', 'Keys destroyed on'],
  backupsExpireOn: ['Bản sao lưu của khóa hết hạn sau', 'Backups of the keys expire after'],
  wrappingKeyDestroyedOn: ['Khóa bọc ngoài của trung tâm bị hủy ngày', 'Wrapping key of the centre destroyed on'],
  listPlace: ['Hồ sơ đã xóa', 'Erased files'],
  listLead: [
    'Chỉ còn mã và ngày. Mở một dòng để xem chứng nhận xóa.',
    'Only codes and days are left. Open a line to see its certificate.',
  ],
  listEmpty: ['Chưa xóa hồ sơ nào', 'No file has been erased'],
  listEmptyHint: ['Khi một hồ sơ bị xóa, chứng nhận sẽ ở đây.', 'When a file is erased, its certificate is kept here.'],
  erasedOn: ['xóa {{day}}', 'erased {{day}}'],
  toErased: ['Hồ sơ đã xóa', 'Erased files'],
  notYet: ['chưa', 'not yet'],
  kept: ['Còn giữ lại', 'Still kept'],
  keptWhat: [
    'Mã và ngày xóa trên trang này, nhật ký việc đã làm (không có nội dung, không có tên), và các con số đã duyệt.',
    'The code and the days on this page, the trace of what was done (no content, no name), and approved figures.',
  ],
});
