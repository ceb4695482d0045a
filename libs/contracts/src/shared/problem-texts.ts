import type { Bilingual } from './problem.js';

const say = (vi: string, en: string): Bilingual => ({ vi, en });

/**
 * What each error code says to people: what happened and what to do next.
 * Services extend the table with their own codes beside their contracts.
 */
export const commonProblemTexts: Readonly<Record<string, Bilingual>> = {
  INVALID_INPUT: say(
    'Có mục chưa đúng. Hãy sửa các mục được đánh dấu.',
    'Some fields are not right. Correct the marked ones.',
  ),
  MALFORMED_BODY: say('Nội dung gửi lên không đọc được.', 'The request body could not be read.'),
  BODY_TOO_LARGE: say(
    'Nội dung gửi lên quá lớn nên chưa được lưu. Hãy rút ngắn lại; những gì bạn đã ghi vẫn còn.',
    'This is too much to send, so nothing was saved. Shorten it; what you wrote is still here.',
  ),
  UNAUTHENTICATED: say('Phiên làm việc đã hết. Hãy đăng nhập lại.', 'You are not signed in. Sign in again.'),
  FORBIDDEN: say('Vai trò của bạn không dùng được chức năng này.', 'Your role does not include this.'),
  NOT_FOUND: say('Không tìm thấy.', 'Not found.'),
  STALE_VERSION: say(
    'Có người vừa sửa. Hãy tải lại để xem khác biệt.',
    'Someone has just changed this. Reload to see the difference.',
  ),
  WRONG_STATE: say(
    'Bước này không còn thực hiện được ở trạng thái hiện tại.',
    'This step is not possible in the present state.',
  ),
  TOO_MANY_REQUESTS: say(
    'Bạn thao tác quá nhanh. Hãy đợi một chút rồi thử lại.',
    'Too many requests. Wait a moment and try again.',
  ),
  UNAVAILABLE: say(
    'Hệ thống tạm thời chưa phục vụ được. Hãy thử lại sau ít phút.',
    'The service is not available right now. Try again in a few minutes.',
  ),
  INTERNAL: say(
    'Có trục trặc ở phía hệ thống. Dữ liệu đã lưu vẫn còn. Hãy thử lại.',
    'Something went wrong on our side. What was saved is safe. Try again.',
  ),
  STEP_UP_REQUIRED: say(
    'Bước này cần bạn xác nhận lại mình là ai. Hãy đăng nhập lại ở thẻ mới; những gì bạn đã nhập vẫn còn ở đây.',
    'This step asks you to confirm who you are. Sign in again in a new tab; what you entered stays here.',
  ),
  CROSS_SITE: say(
    'Yêu cầu không đến từ trang An Tâm. Hãy tải lại trang.',
    'The request did not come from an An Tâm page. Reload the page.',
  ),
};
