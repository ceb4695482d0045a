import { defineTexts } from '../i18n/define-texts.js';

/** Words of a partner's own settings: its key and its services. */
export const useDeskText = defineTexts('desk', {
  keyPlace: ['Khóa của đơn vị', 'Our key'],
  keyLead: [
    'Khóa này mở nội dung được gửi cho đơn vị. Phần bí mật chỉ mở được bằng cụm mật khẩu, không ai khác có.',
    'This key opens what is sent to you. Its secret half opens only with the passphrase, which nobody else has.',
  ],
  fingerprint: ['Mã đối chiếu', 'Fingerprint'],
  fingerprintHint: [
    'Đọc mã này cho giám sát viên của trung tâm qua điện thoại.',
    'Read this to the supervisor of the centre over the phone.',
  ],
  makeKey: ['Tạo khóa', 'Make the key'],
  newPassphrase: ['Cụm mật khẩu mới', 'New passphrase'],
  newPassphraseHint: [
    'Ít nhất 12 ký tự. Bốn từ ngẫu nhiên dễ nhớ hơn một từ khó.',
    'At least 12 characters. Four random words are easier to remember than one hard one.',
  ],
  repeat: ['Nhập lại cụm mật khẩu', 'Repeat the passphrase'],
  differs: ['Hai lần nhập chưa giống nhau.', 'The two are not the same.'],
  weak: [
    'Cụm này quá ngắn hoặc quá dễ đoán. Hãy dùng ít nhất 12 ký tự khác nhau.',
    'This is too short or too easy to guess. Use at least 12 characters, not all the same.',
  ],
  'strength.weak': ['Còn yếu', 'Weak'],
  'strength.fair': ['Tạm được', 'Fair'],
  'strength.strong': ['Mạnh', 'Strong'],
  strength: ['Độ mạnh: {{word}}', 'Strength: {{word}}'],
  keepIt: [
    'Cất cụm mật khẩu cùng một đồng nghiệp. Mất nó thì không mở được nội dung cũ, và không ai khôi phục được.',
    'Keep the passphrase together with a colleague. If it is lost, old content cannot be opened and nobody can restore it.',
  ],
  making: ['Đang tạo khóa, mất vài giây', 'Making the key, this takes a few seconds'],
  made: ['Đã tạo khóa.', 'The key is made.'],
  servicesPlace: ['Dịch vụ của đơn vị', 'Our services'],
  servicesLead: [
    'Trung tâm nhìn vào đây để chọn nơi phù hợp. Hãy giữ cho đúng.',
    'Centres look here to find the right place. Keep it current.',
  ],
  servicesEmpty: ['Chưa có dịch vụ nào', 'No services yet'],
  servicesEmptyHint: [
    'Quản lý của đơn vị thêm dịch vụ đầu tiên.',
    'A manager of your organisation adds the first one.',
  ],
  add: ['Thêm dịch vụ', 'Add a service'],
  name: ['Tên dịch vụ', 'Name of the service'],
  need: ['Cho nhu cầu', 'For which need'],
  schedule: ['Giờ mở cửa', 'Opening hours'],
  eligibility: ['Ai dùng được', 'Who can use it'],
  requiresId: ['Cần giấy tờ tùy thân', 'Identity papers needed'],
  capacity: ['Số chỗ còn trống (bỏ trống nếu không tính)', 'Free places (leave empty if not counted)'],
  save: ['Lưu', 'Save'],
  places: ['còn {{n}} chỗ', '{{n}} places free'],
  noId: ['không cần giấy tờ', 'no ID needed'],
  needsId: ['cần giấy tờ', 'ID needed'],
  updated: ['cập nhật {{day}}', 'updated {{day}}'],
});
