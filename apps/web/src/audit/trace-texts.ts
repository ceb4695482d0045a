import { defineTexts, type Texts } from '../i18n/define-texts.js';

/** Words for the codes of the log; a code that is not here is shown as it is. */
const words = {
  'action.approve': ['duyệt', 'approved'],
  'action.assign': ['giao', 'assigned'],
  'action.create': ['tạo', 'created'],
  'action.decide': ['trả lời', 'answered'],
  'action.destroy': ['hủy', 'destroyed'],
  'action.end': ['kết thúc', 'ended'],
  'action.enrol': ['thiết lập', 'set up'],
  'action.erase': ['xóa', 'erased'],
  'action.key-use': ['dùng khóa của', 'used the key of'],
  'action.list': ['xem danh sách', 'listed'],
  'action.read': ['xem', 'read'],
  'action.recover': ['khôi phục', 'recovered'],
  'action.receive': ['nhận', 'received'],
  'action.renew': ['gia hạn', 'renewed'],
  'action.reseal': ['niêm phong lại', 'sealed anew'],
  'action.retire': ['ngừng dùng', 'retired'],
  'action.review': ['xem lại', 'reviewed'],
  'action.rotate': ['thay', 'exchanged'],
  'action.search': ['tìm trong', 'searched'],
  'action.send': ['gửi', 'sent'],
  'action.sign': ['ký', 'signed'],
  'action.sign-in': ['đăng nhập', 'signed in'],
  'action.sign-out': ['đăng xuất', 'signed out'],
  'action.update': ['sửa', 'changed'],
  'action.verify': ['kiểm tra', 'checked'],
  'action.withdraw': ['rút lại', 'withdrew'],
  'resource.AccessFinding': ['truy cập bất thường', 'unusual access'],
  'resource.Account': ['tài khoản', 'an account'],
  'resource.AuditEntry': ['nhật ký', 'the trace'],
  'resource.AuditSeal': ['niêm phong của nhật ký', 'the seals of the trace'],
  'resource.AuthenticatorApp': ['ứng dụng xác nhận', 'an authenticator app'],
  'resource.CarePlan': ['kế hoạch hỗ trợ', 'the plan'],
  'resource.CareSetting': ['cách làm việc của trung tâm', 'how the centre works'],
  'resource.CaseCount': ['số đã tính', 'what was counted'],
  'resource.CaseExclusion': ['giới hạn người xem', 'the staff who may not see it'],
  'resource.CaseFile': ['hồ sơ', 'a file'],
  'resource.CaseKey': ['khóa', 'the key'],
  'resource.CaseReaders': ['người đã xem', 'who opened it'],
  'resource.CentreKey': ['khóa của trung tâm', "the centre's key"],
  'resource.Client': ['thông tin định danh', 'identity'],
  'resource.ClientIdentity': ['thông tin định danh', 'identity'],
  'resource.Colleague': ['tên đồng nghiệp', 'names of colleagues'],
  'resource.Consent': ['sự đồng ý', 'a consent'],
  'resource.Contact': ['lần gặp', 'a contact'],
  'resource.Closure': ['việc kết thúc hỗ trợ', 'the closure'],
  'resource.Coverage': ['tổng quan', 'coverage'],
  'resource.DirectoryService': ['danh mục dịch vụ', 'the directory'],
  'resource.EmergencyAccess': ['lần mở khẩn cấp', 'an emergency opening'],
  'resource.EnrolmentCode': ['mã dùng một lần', 'a one-time code'],
  'resource.ErasureCertificate': ['chứng nhận xóa', 'a certificate of erasure'],
  'resource.Factor': ['bước xác nhận thứ hai', 'a second factor'],
  'resource.FactorReset': ['việc đặt lại xác nhận', 'the reset of a second factor'],
  'resource.FollowUp': ['lần hỗ trợ', 'a follow-up'],
  'resource.InboxReferral': ['việc được chuyển đến', 'a received referral'],
  'resource.KeyStore': ['kho khóa', 'the key store'],
  'resource.LeaveCover': ['việc làm thay', 'cover during leave'],
  'resource.Membership': ['vai trò trong đơn vị', 'a membership'],
  'resource.Organisation': ['đơn vị', 'an organisation'],
  'resource.PartnerKey': ['khóa của đơn vị', 'an organisation key'],
  'resource.PartnerKeyPin': ['khóa nơi nhận', 'a partner key'],
  'resource.Passkey': ['khóa thiết bị', 'a passkey'],
  'resource.Password': ['mật khẩu', 'a password'],
  'resource.RecoveryCode': ['mã khôi phục', 'recovery codes'],
  'resource.RecoveryShare': ['mảnh khóa khôi phục', 'recovery shares'],
  'resource.PendingContact': ['người được giới thiệu', 'somebody introduced'],
  'resource.PlannedFollowUp': ['hẹn gặp tiếp', 'a next meeting'],
  'resource.Referral': ['chuyển gửi', 'a referral'],
  'resource.Release': ['kỳ số liệu', 'a release'],
  'resource.Screening': ['lần hỏi nhu cầu', 'a screening'],
  'resource.Session': ['phiên làm việc', 'a session'],
  'resource.Team': ['nhóm', 'a team'],
  'resource.UnitTarget': ['chỉ tiêu của đơn vị', 'unit targets'],
  'purpose.agreed': ['bạn ấy đồng ý', 'they agreed'],
  'purpose.case_management': ['hỗ trợ', 'support'],
  'purpose.child-at-risk': ['trẻ em gặp nguy hiểm', 'a child at risk'],
  'purpose.code': ['theo mã', 'by code'],
  'purpose.colleague-unreachable': ['không gọi được đồng nghiệp', 'a colleague not reached'],
  'purpose.expired': ['hết thời gian giữ', 'the time to keep it is over'],
  'purpose.immediate-danger': ['nguy hiểm trước mắt', 'immediate danger'],
  'purpose.medical': ['cấp cứu', 'a medical emergency'],
  'purpose.name': ['theo tên', 'by name'],
  'purpose.orphan': ['khóa không có hồ sơ', 'a key without a file'],
  'purpose.phone': ['theo số điện thoại', 'by phone'],
  'purpose.referral': ['chuyển gửi', 'a referral'],
  'purpose.refused': ['bạn ấy không muốn', 'they did not want it'],
  'purpose.retention': ['sắp hết thời gian giữ', 'whose time is ending'],
  'purpose.statistics': ['số liệu', 'figures'],
  'purpose.today': ['việc hôm nay', 'the work of the day'],
  'purpose.explained': ['đã giải thích', 'explained'],
  'purpose.follow_up': ['cần theo dõi', 'to follow up'],
  'purpose.settled': ['đã xử lý', 'settled'],
  'purpose.justified': ['mở đúng', 'justified'],
  'purpose.not_justified': ['mở không đúng', 'not justified'],
  'reason.forbidden': ['vai trò không dùng được phần này', 'not a part of the role'],
  'reason.not_visible': ['không được xem', 'not to be seen'],
  'reason.proof_too_old': ['cần xác nhận lại', 'a fresh proof was needed'],
  'reason.wrong_state': ['không còn đúng bước', 'no longer possible'],
} as const satisfies Texts;

type Word = keyof typeof words;
type Kind = 'action' | 'resource' | 'purpose' | 'reason';

const keyOf = (kind: Kind, code: string): Word | undefined => {
  const key = `${kind}.${code}`;
  return key in words ? (key as Word) : undefined;
};

/** Codes of a kind for which there are words. */
export const codesWithWords = (kind: Kind): string[] =>
  Object.keys(words)
    .filter((key) => key.startsWith(`${kind}.`))
    .map((key) => key.slice(kind.length + 1));

const useWords = defineTexts('traceWords', words);

/** Says a code of the log, or shows it where there is no word. */
export function useWord(): (kind: Kind, code: string) => string {
  const t = useWords();
  return (kind, code) => {
    const key = keyOf(kind, code);
    return key ? t(key) : code;
  };
}

export const useTraceText = defineTexts('trace', {
  place: ['Nhật ký', 'Trace'],
  lead: [
    'Ai đã làm gì, khi nào. Không có nội dung hồ sơ và không có tên người được hỗ trợ. Lần xem này cũng được ghi lại.',
    'Who did what, and when. No content of a file, no name of a client. This look is recorded as well.',
  ],
  whichLog: ['Nhật ký nào?', 'Which log?'],
  'log.work': ['Công việc', 'Work'],
  'log.accounts': ['Đăng nhập và tài khoản', 'Sign-ins and accounts'],
  'log.sessions': ['Phiên làm việc', 'Sessions'],
  empty: ['Không có dòng nào như vậy', 'No entry fits'],
  emptyHint: ['Hãy thử khoảng ngày rộng hơn, hoặc bỏ bớt điều kiện.', 'Try more days, or fewer conditions.'],
  all: ['Đã hết.', 'That is all.'],
  older: ['Xem thêm phần cũ hơn', 'Show older ones'],
  sentence: ['{{who}} {{action}} {{thing}}', '{{who}} {{action}} {{thing}}'],
  because: ['vì {{purpose}}', 'for {{purpose}}'],
  how: ['({{purpose}})', '({{purpose}})'],
  denied: ['bị từ chối', 'refused'],
  deniedWhy: ['bị từ chối: {{reason}}', 'refused: {{reason}}'],
  failed: ['không thành', 'failed'],
  system: ['Hệ thống ({{name}})', 'System ({{name}})'],
  somebody: ['Một người chưa đăng nhập', 'Somebody not signed in'],
  unnamed: ['{{role}} {{id}}', '{{role}} {{id}}'],
  ofFile: ['của hồ sơ {{code}}', 'of file {{code}}'],
  file: ['hồ sơ {{code}}', 'file {{code}}'],
  filter: ['Tìm trong nhật ký', 'Search the trace'],
  from: ['Từ ngày', 'From'],
  to: ['Đến ngày', 'Until'],
  person: ['Người làm', 'Person'],
  anybody: ['Mọi người', 'Anybody'],
  code: ['Mã hồ sơ', 'File code'],
  action: ['Việc', 'Action'],
  everything: ['Mọi việc', 'Every action'],
  purpose: ['Mục đích', 'Purpose'],
  anyPurpose: ['Mọi mục đích', 'Any purpose'],
  outcome: ['Kết quả', 'Outcome'],
  anyOutcome: ['Mọi kết quả', 'Any outcome'],
  'outcome.done': ['Đã làm', 'Done'],
  'outcome.denied': ['Bị từ chối', 'Refused'],
  'outcome.failed': ['Không thành', 'Failed'],
  show: ['Xem', 'Show'],
  clear: ['Bỏ điều kiện', 'Clear'],
  seal: ['Niêm phong', 'Seal'],
  sealed: [
    '{{count}} dòng đã niêm phong, lần cuối {{when}}. Dấu niêm phong {{root}}…',
    '{{count}} entries are sealed, last {{when}}. Seal {{root}}…',
  ],
  notSealed: ['Chưa có dòng nào được niêm phong.', 'Nothing is sealed yet.'],
  check: ['Kiểm tra toàn bộ', 'Check everything'],
  checking: ['Đang kiểm tra toàn bộ nhật ký…', 'The whole log is being checked…'],
  intact: ['Nguyên vẹn', 'Intact'],
  intactSay: [
    'Kiểm tra {{when}}: {{count}} dòng đúng như khi được niêm phong, {{waiting}} dòng mới chờ niêm phong.',
    'Checked {{when}}: {{count}} entries are as they were sealed, {{waiting}} new ones wait for a seal.',
  ],
  broken: ['Đã bị sửa', 'Broken'],
  brokenSay: [
    'Nhật ký không còn đúng từ dòng thứ {{entry}}. Hãy báo ngay cho người vận hành và giữ nguyên máy chủ.',
    'The log does not hold from entry {{entry}} on. Tell the operator at once and leave the server as it is.',
  ],
  cannotCheck: [
    'Hệ thống này chưa niêm phong nhật ký, nên không có gì để đối chiếu.',
    'This system does not seal its log, so there is nothing to hold it against.',
  ],
});
