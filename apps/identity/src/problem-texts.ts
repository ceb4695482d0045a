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
  ROLE_SEPARATION: {
    vi: 'Một tài khoản không thể vừa làm việc với hồ sơ vừa làm báo cáo của tỉnh.',
    en: 'One account cannot work with cases and with provincial reporting.',
  },
};
