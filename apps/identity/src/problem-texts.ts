import type { Bilingual } from '@an-tam/contracts';

/** What identity's own error codes say to people. */
export const problemTexts: Readonly<Record<string, Bilingual>> = {
  SIGN_IN_FAILED: {
    vi: 'Tài khoản hoặc mật khẩu không đúng. Hãy thử lại.',
    en: 'The account or the password is not right. Try again.',
  },
  SIGN_IN_NOT_OPEN: {
    vi: 'Lần đăng nhập này đã hết hạn. Hãy mở lại trang An Tâm và đăng nhập.',
    en: 'This sign-in has expired. Open An Tâm again and sign in.',
  },
  ENROLMENT_CODE_WRONG: {
    vi: 'Mã thiết lập không đúng, đã dùng hoặc đã quá hạn. Hãy xin quản trị viên mã mới.',
    en: 'The set-up code is not right, was used, or is too old. Ask the administrator for a new one.',
  },
  FACTOR_RESET_WAITING: {
    vi: 'Mã đúng nhưng chưa đến lúc dùng được. Hãy thử lại sau thời gian chờ mà đơn vị đã báo.',
    en: 'The code is right and does not work yet. Try again after the waiting time your organisation told you.',
  },
  FACTOR_RESET_OPEN: {
    vi: 'Người này đã có một yêu cầu đang mở. Hãy xem trong danh sách.',
    en: 'There is an open request for this person already. See the list.',
  },
  SECOND_PERSON_NEEDED: {
    vi: 'Cần một người thứ hai: không phải người đã yêu cầu, cũng không phải chủ tài khoản.',
    en: 'A second person is needed: neither who asked, nor whom it is about.',
  },
  OWN_FACTOR_RESET: {
    vi: 'Bạn không tự yêu cầu cho tài khoản của mình được. Hãy nhờ một quản trị viên khác.',
    en: 'You cannot ask for your own account. Ask another administrator.',
  },
  NOT_ENROLLED: {
    vi: 'Người này chưa thiết lập đăng nhập lần nào. Hãy tạo mã mời mới.',
    en: 'This person has never set up the sign-in. Make a new invitation instead.',
  },
  ORGANISATION_NAME_TAKEN: {
    vi: 'Đã có đơn vị mang tên này. Hãy ghi tên đầy đủ hơn, ví dụ thêm tên xã.',
    en: 'There is an organisation of this name. Write it out in full, for example with its commune.',
  },
  ORGANISATION_STAFFED: {
    vi: 'Đơn vị này đã có người dùng. Quản trị viên của đơn vị tự mời người mới.',
    en: 'This organisation has members already. Its own administrator invites.',
  },
  COMMUNE_UNKNOWN: {
    vi: 'Chọn xã, phường trong danh sách của tỉnh.',
    en: 'Choose a commune of the province.',
  },
  AUTHENTICATOR_NEEDED: {
    vi: 'Vai trò của bạn cần bước xác nhận thứ hai. Hãy quét hình và nhập mã 6 chữ số.',
    en: 'Your role needs a second factor. Scan the picture and enter the 6 digits.',
  },
  OWN_MEMBERSHIP: {
    vi: 'Bạn không tự đổi vai trò của mình được. Hãy nhờ một quản trị viên khác.',
    en: 'You cannot change your own roles. Ask another administrator.',
  },
  TEAM_NAME_TAKEN: {
    vi: 'Đã có nhóm mang tên này.',
    en: 'There is a team of this name already.',
  },
  ROLE_NOT_IN_ORGANISATION: {
    vi: 'Đơn vị này không có vai trò đó.',
    en: 'Organisations of this kind have no such role.',
  },
  ALREADY_ENROLLED: {
    vi: 'Người này đã thiết lập đăng nhập rồi.',
    en: 'This person has set up the sign-in already.',
  },
  SECOND_FACTOR_MISSING: {
    vi: 'Tài khoản này cần thêm bước xác nhận thứ hai mà chưa được thiết lập. Hãy nhờ quản trị viên của đơn vị yêu cầu thiết lập lại.',
    en: 'This account needs a second factor, which has not been set up. Ask the administrator of your organisation to request a reset.',
  },
  WRONG_CODE: {
    vi: 'Mã không đúng hoặc đã dùng rồi. Hãy chờ mã tiếp theo rồi thử lại.',
    en: 'The code is not right or was used before. Wait for the next one and try again.',
  },
  SET_UP_NOT_OPEN: {
    vi: 'Lần thiết lập này đã quá lâu. Hãy bắt đầu lại.',
    en: 'This set-up has expired. Begin again.',
  },
  PASSKEY_REFUSED: {
    vi: 'Khóa truy cập này chưa dùng được. Hãy thử lại hoặc chọn cách khác.',
    en: 'This passkey was not accepted. Try again or choose another way.',
  },
  LAST_FACTOR: {
    vi: 'Vai trò của bạn cần bước xác nhận thứ hai. Hãy thêm cách khác trước khi bỏ cách này.',
    en: 'Your role needs a second factor. Add another one before removing this.',
  },
  WRONG_PASSWORD: {
    vi: 'Mật khẩu hiện tại không đúng. Hãy thử lại.',
    en: 'The present password is not right. Try again.',
  },
  PASSWORD_TOO_SHORT: {
    vi: 'Mật khẩu mới cần ít nhất 12 ký tự. Một câu ngắn dễ nhớ là đủ.',
    en: 'The new password needs at least 12 characters. A short sentence is easy to remember.',
  },
  PASSWORD_TOO_COMMON: {
    vi: 'Mật khẩu này nằm trong danh sách đã bị lộ hoặc quá dễ đoán. Hãy chọn mật khẩu khác.',
    en: 'This password is known from leaks or too easy to guess. Choose another one.',
  },
  PASSWORD_TOO_PERSONAL: {
    vi: 'Mật khẩu này gần giống tên tài khoản hoặc tên hệ thống. Hãy chọn mật khẩu khác.',
    en: 'This password is made of the account name or the product name. Choose another one.',
  },
  ROLE_SEPARATION: {
    vi: 'Một tài khoản không thể vừa làm việc với hồ sơ vừa làm báo cáo của tỉnh.',
    en: 'One account cannot work with cases and with provincial reporting.',
  },
};
