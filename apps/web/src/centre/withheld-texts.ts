import { defineTexts } from '../i18n/define-texts.js';

export const useWithheldText = defineTexts('withheld', {
  note: ['Không hiện với vai trò của bạn: {{what}}.', 'Not shown to your role: {{what}}.'],
  ask: ['Cần biết thêm để hỗ trợ? Hãy hỏi giám sát viên.', 'If you need more to help, ask your supervisor.'],
  alias: ['tên gọi', 'alias'],
  birth_year: ['năm sinh', 'birth year'],
  commune: ['xã, phường', 'commune'],
  consent: ['sự đồng ý', 'consent'],
  contact: ['cách liên hệ', 'contact'],
  health_hiv: ['chăm sóc chuyên khoa', 'specialist care'],
  household: ['người cùng nhà, ngôn ngữ', 'household and languages'],
  identity: ['họ tên, giấy tờ', 'name and document'],
  need: ['nhu cầu và chuyển gửi', 'needs and referrals'],
  plan: ['kế hoạch hỗ trợ', 'care plan'],
  safeguarding: ['bảo vệ an toàn', 'safeguarding'],
  service_history: ['quá trình hỗ trợ', 'support received'],
  sex: ['giới tính', 'sex'],
  target_group: ['nhóm theo kế hoạch', 'group in the plan'],
});
