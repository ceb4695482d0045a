import { defineTexts } from './define-texts.js';

/** Words every audience shares. */
export const useCommonText = defineTexts('common', {
  proveAgain: ['Xác nhận lại', 'Confirm again'],
  proved: ['Đã xác nhận. Hãy làm lại bước này để tiếp tục.', 'Confirmed. Do this step again to go on.'],
  provedPlace: ['Đã xác nhận', 'Confirmed'],
  provedHere: ['Đã xác nhận đúng là bạn', 'You have confirmed who you are'],
  provedHint: [
    'Hãy đóng thẻ này và về thẻ trước. Những gì bạn đã nhập vẫn còn ở đó.',
    'Close this tab and go back to the one before. What you entered is still there.',
  ],
  retry: ['Thử lại', 'Try again'],
  loading: ['Đang tải', 'Loading'],
  cancel: ['Thôi', 'Cancel'],
  close: ['Đóng', 'Close'],
  reload: ['Tải lại để xem khác biệt', 'Reload to see the difference'],
  changedMeanwhile: ['Có người vừa sửa. Xem khác biệt.', 'Somebody has just changed this. See the difference.'],
  changedChoose: [
    'Những gì bạn ghi vẫn còn. Chọn giữ bên nào ở từng mục, rồi lưu lại.',
    'What you entered is still here. Choose what to keep in each field, then save again.',
  ],
  changedSame: ['Không có mục nào khác nhau. Bạn có thể lưu lại.', 'Nothing differs. You can save again.'],
  mine: ['Của bạn: {{value}}', 'Yours: {{value}}'],
  theirs: ['Đang có: {{value}}', 'There now: {{value}}'],
  saveChosen: ['Lưu lựa chọn', 'Save what I chose'],
  backToForm: ['Quay lại sửa', 'Back to the form'],
  update: ['Cập nhật', 'Refresh'],
  noPermissionPlace: ['Không dùng được', 'Not included'],
  notFoundPlace: ['Không có ở đây', 'Not here'],
  noPermission: ['Vai trò của bạn không dùng được phần này', 'Your role does not include this part'],
  noPermissionHint: [
    'Nếu bạn cần dùng, hãy hỏi quản trị viên của đơn vị.',
    'If you need it, ask the administrator of your organisation.',
  ],
  notFound: ['Không tìm thấy', 'Not found'],
  notFoundHint: [
    'Mục này không có, hoặc bạn không còn được xem. Hãy quay về danh sách.',
    'It does not exist, or you can no longer see it. Go back to the list.',
  ],
  goHome: ['Về trang đầu', 'Go to the first page'],
  readAloud: ['Nghe đọc', 'Read aloud'],
  noVoice: [
    'Máy này chưa có giọng đọc tiếng Việt. Hãy tự đọc những câu này lên.',
    'This device has no English voice. Please read these sentences out yourself.',
  ],
  stopReading: ['Dừng đọc', 'Stop reading'],
  urgent: ['Gấp', 'Urgent'],
  routine: ['Thường', 'Routine'],
  tableOf: ['Bảng: {{caption}}', 'Table: {{caption}}'],
});
