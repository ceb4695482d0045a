import type { Bilingual, NeedView, PacketField } from '@an-tam/contracts';
import { mayReachBy } from '../safe-reach/index.js';
import type { CaseContent, ClientContent } from '../case-access/index.js';
import type { IntakeConfig } from '../reference-data/index.js';

export interface PacketSources {
  readonly caseContent: CaseContent;
  readonly client: ClientContent;
  readonly need: NeedView;
}

interface Filled {
  readonly field: string;
  readonly label: Bilingual;
  readonly value: string | null;
}

const say = (vi: string, en: string): Bilingual => ({ vi, en });
const urgencyLabel = { urgent: say('Cần ngay', 'Urgent'), routine: say('Bình thường', 'Routine') } as const;
const sexLabels: Readonly<Record<string, string>> = { female: 'Nữ', male: 'Nam', other: 'Khác' };

/** A number that is not safe to call leaves the centre no more than the centre calls it. */
function contactFields({ reach }: CaseContent, { phone }: ClientContent): Filled[] {
  const safe = mayReachBy(reach, 'call') !== 'unsafe';
  const hours = phone !== null && safe && reach?.hours ? `${reach.hours.from} - ${reach.hours.to}` : null;
  return [
    { field: 'phone', label: say('Điện thoại', 'Phone'), value: safe ? phone : 'Chưa an toàn để gọi' },
    { field: 'safe_call_window', label: say('Khung giờ gọi được', 'Hours to call'), value: hours },
  ];
}

/** What each data category puts into a packet; a category of the configuration without an entry carries nothing yet. */
function fieldsOf(category: string, { caseContent, client, need }: PacketSources, config: IntakeConfig): Filled[] {
  switch (category) {
    case 'alias':
      return [{ field: 'alias', label: say('Tên gọi', 'Alias'), value: caseContent.alias }];
    case 'need': {
      const name = config.reference.needs.find((n) => n.code === need.code)?.label.vi ?? need.code;
      return [
        { field: 'need_code', label: say('Cần hỗ trợ', 'Support needed'), value: name },
        { field: 'urgency', label: say('Mức độ', 'Urgency'), value: urgencyLabel[need.urgency].vi },
      ];
    }
    case 'contact':
      return contactFields(caseContent, client);
    case 'commune':
      return [
        {
          field: 'commune_code',
          label: say('Xã, phường', 'Commune'),
          value: config.communes.get(caseContent.communeCode)?.name ?? null,
        },
      ];
    case 'birth_year':
      return [
        { field: 'birth_year', label: say('Năm sinh', 'Birth year'), value: client.birthYear?.toString() ?? null },
      ];
    case 'sex':
      return [{ field: 'sex', label: say('Giới tính', 'Sex'), value: sexLabels[client.sex ?? ''] ?? null }];
    default:
      return [];
  }
}

/**
 * The content of a packet: what the consent names, within what the need's domain allows at all (config/packets),
 * and of that only what is known. The preview and the sealed packet come from this one place.
 */
export function packetFields(
  categories: readonly string[],
  sources: PacketSources,
  config: IntakeConfig,
): PacketField[] {
  const allowed = config.packets.domains[sources.need.code]?.allowed ?? [];
  return categories
    .filter((category) => allowed.includes(category))
    .flatMap((category) =>
      fieldsOf(category, sources, config).flatMap(({ field, label, value }) =>
        value === null ? [] : [{ category, field, label, value }],
      ),
    );
}
