import { defineTexts } from '../i18n/define-texts.js';

export const useAccountText = defineTexts('account', {
  place: ['Tài khoản của bạn', 'Your account'],
  lead: ['Cách bạn đăng nhập và những máy đang mở.', 'How you sign in, and where you are signed in.'],
  password: ['Mật khẩu', 'Password'],
  currentPassword: ['Mật khẩu hiện tại', 'Present password'],
  newPassword: ['Mật khẩu mới', 'New password'],
  newPasswordHint: [
    'Ít nhất 12 ký tự, ký tự nào cũng được. Một câu ngắn của riêng bạn là tốt nhất.',
    'At least 12 characters of any kind. A short sentence of your own is best.',
  ],
  repeatPassword: ['Nhập lại mật khẩu mới', 'New password again'],
  differs: ['Hai lần nhập chưa giống nhau.', 'The two do not match.'],
  showPassword: ['Hiện hoặc ẩn mật khẩu', 'Show or hide the password'],
  change: ['Đổi mật khẩu', 'Change the password'],
  changeEndsSessions: [
    'Sau khi đổi, mọi máy đều phải đăng nhập lại, kể cả máy này.',
    'After the change every device has to sign in again, this one too.',
  ],
  devices: ['Máy đang đăng nhập', 'Signed-in devices'],
  unknownDevice: ['Trình duyệt khác', 'Another browser'],
  thisDevice: ['Máy này', 'This device'],
  opened: ['Đăng nhập {{when}}, dùng lần cuối {{seen}}', 'Signed in {{when}}, last used {{seen}}'],
  endSession: ['Đăng xuất máy đó', 'Sign it out'],
  endSessionOf: ['Đăng xuất {{device}}', 'Sign out {{device}}'],
  endSessionConsequence: [
    'Máy đó phải đăng nhập lại ngay ở lần bấm tiếp theo. Điều chưa gửi ở đó có thể mất.',
    'That device has to sign in again at its next step. What was not sent there may be lost.',
  ],
  endOthers: ['Đăng xuất mọi máy khác', 'Sign out all other devices'],
  endOthersConsequence: [
    'Chỉ còn máy này. Hãy làm việc này nếu bạn mất máy hoặc quên đăng xuất ở nơi khác.',
    'Only this device stays. Do it when a device is lost or you forgot to sign out elsewhere.',
  ],
});
