import type { Bilingual } from '@an-tam/contracts';

const say = (vi: string, en: string): Bilingual => ({ vi, en });

/** What the error codes of intake say to people: what happened and what to do next. */
export const problemTexts: Readonly<Record<string, Bilingual>> = {
  ASSIGNEE_EXCLUDED: say(
    'Người được hỗ trợ không muốn nhân viên này biết hồ sơ. Hãy giao cho người khác trước.',
    'The client does not want this member of staff to know the file. Hand it to somebody else first.',
  ),
  ATTACHMENTS_OFF: say(
    'Trung tâm chưa cho thêm giấy tờ vào hồ sơ. Hãy hỏi giám sát viên.',
    'The centre does not allow documents in files. Ask a supervisor.',
  ),
  CASE_MERGED: say(
    'Hồ sơ này đã gộp vào hồ sơ khác nên chỉ xem được. Hãy ghi tiếp ở hồ sơ còn lại.',
    'This file was folded into another one, so it can only be read. Go on in the file that stays.',
  ),
  MERGE_STATE: say(
    'Một trong hai hồ sơ đang chờ gộp hoặc đã gộp, hoặc yêu cầu này đã được trả lời. Hãy tải lại trang.',
    'One of the two files waits to be merged or was merged, or this was decided already. Load the page again.',
  ),
  OPEN_WORK_LEFT: say(
    'Hồ sơ sẽ gộp vào còn lịch hẹn, việc trong kế hoạch hoặc yêu cầu đang chờ. Hãy làm xong hoặc ghi sang hồ sơ còn lại trước.',
    'The file to be folded in still has a meeting, a step of the plan or a request that waits. Finish it or note it in the other file first.',
  ),
  TRANSFER_STATE: say(
    'Yêu cầu chuyển hồ sơ này đã được trả lời, đã hết hạn, hoặc hồ sơ đang có yêu cầu khác chờ. Hãy tải lại trang.',
    'This transfer was answered, is over, or another one of the file waits. Load the page again.',
  ),
  TRANSFER_CONSENT_WITHDRAWN: say(
    'Người được hỗ trợ đã rút lại sự đồng ý chuyển hồ sơ. Hồ sơ vẫn ở trung tâm cũ.',
    'The client has taken back the consent to the transfer. The file stays where it is.',
  ),
  HAS_FOLDED_FILES: say(
    'Hồ sơ này đang gộp với hồ sơ khác. Hãy nhờ giám sát viên tách ra trước, rồi làm với từng hồ sơ.',
    'Another file is folded into this one. Ask a supervisor to take them apart first, then go on with each.',
  ),
  CONSENT_NOT_COVERING: say(
    'Sự đồng ý này không dùng được cho lần chuyển gửi này. Hãy hỏi lại và ghi sự đồng ý mới.',
    'This consent does not cover this referral. Ask again and record a new consent.',
  ),
  CONCERN_OPEN: say(
    'Mục an toàn này đang mở rồi. Hãy làm tiếp ở mục đó.',
    'This concern is open already. Go on with that one.',
  ),
  CONCERN_ORDER: say(
    'Chưa đến bước này. Hãy làm xong các bước trước.',
    'It is too early for this step. Finish the ones before it.',
  ),
  SECOND_PERSON: say(
    'Cần một người thứ hai xác nhận, không phải người đã bấm.',
    'A second person has to confirm, not the one who pressed.',
  ),
  SAFEGUARDING_OPEN: say(
    'Còn mục an toàn đang mở. Hãy làm xong các bước và kết thúc mục đó trước khi kết thúc hỗ trợ.',
    'A safety concern is still open. Finish its steps and end it before the file is closed.',
  ),
  FINGERPRINT_MISMATCH: say(
    'Mã đối chiếu không khớp với khóa. Đừng dùng khóa này; hãy gọi lại cho đơn vị.',
    'The fingerprint does not match the key. Do not use this key; call the organisation again.',
  ),
  PARTNER_KEY_NOT_PINNED: say(
    'Khóa của nơi nhận chưa được giám sát viên xác nhận. Hãy nhờ giám sát viên đối chiếu mã.',
    'A supervisor has not confirmed the key of this partner yet. Ask a supervisor to compare the fingerprint.',
  ),
  KEYS_UNAVAILABLE: say(
    'Kho khóa tạm thời không trả lời. Hãy thử lại sau ít phút.',
    'The key store does not answer. Try again in a few minutes.',
  ),
  KEY_VERSION_IN_USE: say(
    'Phiên bản khóa này còn được dùng nên không hủy được.',
    'This version of the key is still in use and cannot be retired.',
  ),
  CENTRE_KEYS_NOT_KNOWN: say(
    'Kho khóa không có khóa nào của trung tâm này.',
    'The key store holds no keys for this centre.',
  ),
  RECORD_UNREADABLE: say(
    'Ghi chép này không mở được và không được hiển thị một phần. Hãy báo cho quản trị viên.',
    'This record cannot be opened, and no part of it is shown. Tell your administrator.',
  ),
  VALUE_TOO_LONG: say('Nội dung quá dài. Hãy rút ngắn lại.', 'The text is too long. Shorten it.'),
  PERIOD_NOT_ENDED: say(
    'Kỳ này chưa kết thúc. Hãy quay lại sau ngày cuối của kỳ.',
    'This period has not ended. Come back after its last day.',
  ),
  PERIOD_ALREADY_CLOSED: say(
    'Kỳ này đã chốt. Mỗi kỳ chỉ chốt một lần; phần nhập muộn được tính vào kỳ sau.',
    'This period is closed. A period is closed once; late entries count in the next one.',
  ),
  EARLIER_PERIOD_OPEN: say(
    'Còn kỳ trước chưa được duyệt xong. Hãy hoàn thành kỳ đó trước.',
    'An earlier period has not been approved yet. Finish that one first.',
  ),
  ALREADY_APPROVED: say(
    'Bạn hoặc người cùng vai trò đã duyệt. Cần hai người với hai vai trò khác nhau.',
    'You, or somebody in your role, have approved already. Two people in two roles are needed.',
  ),
  UNKNOWN_MESSAGE: say('Loại thông điệp này không được nhận.', 'Messages of this kind are not taken here.'),
  MESSAGE_OUT_OF_ORDER: say('Thông điệp đến không đúng thứ tự.', 'The message came out of order.'),
};
