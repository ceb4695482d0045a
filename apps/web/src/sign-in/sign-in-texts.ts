import { defineTexts } from '../i18n/define-texts.js';

export const useSignInText = defineTexts('sign-in', {
  place: ['Chào bạn', 'Welcome'],
  lead: [
    'Sổ làm việc của mạng lưới hỗ trợ. Chỉ dành cho người được cấp tài khoản.',
    'The working notebook of the support network. For people with an account.',
  ],
  start: ['Đăng nhập', 'Sign in'],
  keptWork: [
    'Điều bạn đang ghi vẫn còn trong thẻ này, chưa gửi đi. Hãy đăng nhập lại ở thẻ mới rồi quay về đây. Đừng đóng thẻ này.',
    'What you were writing is still in this tab, not sent yet. Sign in again in a new tab and come back. Do not close this one.',
  ],
  startInNewTab: ['Đăng nhập ở thẻ mới', 'Sign in in a new tab'],
  signedInAgain: ['Đã đăng nhập, tiếp tục ghi', 'I have signed in, go on'],
  expired: ['Phiên làm việc đã hết. Hãy đăng nhập lại.', 'Your session has ended. Sign in again.'],
  idle: [
    'Màn hình đã khóa vì lâu không dùng. Hãy đăng nhập lại để tiếp tục.',
    'The screen was locked because nobody used it for a while. Sign in again to continue.',
  ],
  left: ['Bạn đã đăng xuất. Trên máy này không còn gì lưu lại.', 'You are signed out. Nothing is kept on this device.'],
  signInPlace: ['Đăng nhập', 'Sign in'],
  account: ['Tên tài khoản', 'Account name'],
  password: ['Mật khẩu', 'Password'],
  showPassword: ['Hiện hoặc ẩn mật khẩu', 'Show or hide the password'],
  secondStep: ['Xác nhận bước hai', 'Second step'],
  or: ['hoặc', 'or'],
  otherWay: ['Bắt đầu lại bằng cách khác', 'Begin again another way'],
  code: ['Mã xác nhận', 'Confirmation code'],
  codeHint: [
    '6 chữ số trong ứng dụng xác thực, hoặc một mã dự phòng bạn đã cất.',
    'The 6 digits of your authenticator app, or one of the recovery codes you put away.',
  ],
  passkey: ['Dùng khóa truy cập (passkey)', 'Use a passkey'],
  passkeyNeeded: [
    'Mật khẩu đúng. Hãy xác nhận bằng khóa truy cập của bạn.',
    'The password is right. Confirm with your passkey.',
  ],
  passkeyCancelled: [
    'Chưa xác nhận được bằng khóa truy cập. Hãy thử lại hoặc chọn cách khác.',
    'The passkey was not confirmed. Try again or choose another way.',
  ],
  noPasskeysHere: [
    'Trình duyệt này không dùng được khóa truy cập. Hãy mở An Tâm trong trình duyệt khác.',
    'This browser cannot use passkeys. Open An Tâm in another browser.',
  ],
  enrolPlace: ['Thiết lập đăng nhập', 'Set up your sign-in'],
  enrolLead: [
    'Nhập mã thiết lập mà quản trị viên đã trao cho bạn.',
    'Enter the set-up code that the administrator handed to you.',
  ],
  enrolCode: ['Mã thiết lập', 'Set-up code'],
  enrolFor: ['Dành cho {{name}}. Hãy nhớ tên tài khoản của bạn.', 'For {{name}}. Remember your account name.'],
  renewFor: [
    'Thiết lập lại bước xác nhận thứ hai cho {{name}}. Mật khẩu của bạn không đổi.',
    'A new second factor for {{name}}. Your password stays as it is.',
  ],
  renewPasswordHint: [
    'Mật khẩu bạn vẫn dùng. Xong bước này, mọi máy đều phải đăng nhập lại.',
    'The password you have been using. Afterwards every device has to sign in again.',
  ],
  enrolAppOptional: ['Không bắt buộc với vai trò của bạn.', 'Not required for your role.'],
  enrolFinish: ['Hoàn tất', 'Finish'],
  enrolDone: ['Đã xong. Bây giờ bạn đăng nhập được.', 'Done. You can sign in now.'],
  enrolCodesOnce: ['Đây là lần duy nhất các mã này hiện ra.', 'This is the only time these codes are shown.'],
  submit: ['Tiếp tục', 'Continue'],
  stale: [
    'Trang đăng nhập này đã cũ. Hãy bắt đầu lại từ trang đầu.',
    'This sign-in page is out of date. Start again from the first page.',
  ],
  startAgain: ['Bắt đầu lại', 'Start again'],
  otherLanguage: ['English', 'Tiếng Việt'],
  away: [
    'Hệ thống tạm thời chưa phục vụ được. Hãy thử lại sau ít phút.',
    'The service is not available right now. Try again in a few minutes.',
  ],
});
