import type { Bilingual, CaseCategory } from '@an-tam/contracts';

/** Names of the data categories in the registry of sealed tables, as consents and packets name them where they do. */
export const dataCategories: Readonly<Record<CaseCategory, Bilingual>> = {
  alias: { vi: 'Tên gọi', en: 'Alias' },
  birth_year: { vi: 'Năm sinh', en: 'Birth year' },
  commune: { vi: 'Xã, phường', en: 'Commune' },
  consent: { vi: 'Sự đồng ý', en: 'Consent' },
  contact: { vi: 'Cách liên hệ an toàn', en: 'Safe way to contact' },
  health_hiv: { vi: 'Chăm sóc chuyên khoa', en: 'Specialist care' },
  household: { vi: 'Người cùng nhà, ngôn ngữ', en: 'Household and languages' },
  identity: { vi: 'Họ tên, giấy tờ', en: 'Name and document' },
  need: { vi: 'Việc cần hỗ trợ', en: 'Support needed' },
  plan: { vi: 'Kế hoạch hỗ trợ', en: 'Care plan' },
  safeguarding: { vi: 'Bảo vệ an toàn', en: 'Safeguarding' },
  service_history: { vi: 'Quá trình hỗ trợ', en: 'Support received' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  target_group: { vi: 'Nhóm theo kế hoạch', en: 'Group in the plan' },
};
