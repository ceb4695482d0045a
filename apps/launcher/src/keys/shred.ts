import { erasureCertificateSchema, type ErasureCertificate } from '@an-tam/contracts';
import { optionsFrom } from '../arguments.js';
import { LaunchError } from '../launch-error.js';
import { doorOptions, OperatorDoor } from './operator-door.js';
import type { Subcommand } from './subcommand.js';

const day = (text: string) => text.split('-').reverse().join('/');

/** Vietnamese and English of each state, in the words of the certificate's page. */
const means: Readonly<Record<ErasureCertificate['state'], readonly [string, string]>> = {
  in_progress: ['Đang xóa, phần còn lại được tự hoàn tất.', 'Being erased; the rest is finished by itself.'],
  erased: ['Khóa và ghi chép đã bị hủy ở đây.', 'Keys and notes are destroyed here.'],
  final: ['Không ai đọc lại được nữa, kể cả từ bản sao lưu.', 'Nobody can read it again, not even from a backup.'],
};

/** The certificate as text, both languages. */
export function certificateText(certificate: ErasureCertificate): string {
  const { code, state, keyVersions, records, keysDestroyedOn, backupsExpireOn, wrappingKeyDestroyedOn } = certificate;
  const [vi, en] = means[state];
  const lines: [string, string, string | null][] = [
    ['Mã hồ sơ', 'Code of the file', code],
    ['Khóa của hồ sơ đã hủy', 'Keys of the file destroyed', keysDestroyedOn && String(keyVersions)],
    ['Ngày hủy khóa', 'Keys destroyed on', keysDestroyedOn && day(keysDestroyedOn)],
    ['Ghi chép đã hủy', 'Sealed notes destroyed', certificate.erasedAt && String(records)],
    ['Bản sao lưu của khóa hết hạn sau', 'Backups of the keys expire after', backupsExpireOn && day(backupsExpireOn)],
    ['Khóa bọc ngoài bị hủy', 'Wrapping key destroyed', wrappingKeyDestroyedOn && day(wrappingKeyDestroyedOn)],
  ];
  const facts = lines.flatMap(([label, english, value]) => (value ? [`${label} / ${english}: ${value}`] : []));
  return `CHỨNG NHẬN XÓA / CERTIFICATE OF ERASURE\n\n${vi}\n${en}\n\n${facts.join('\n')}\n`;
}

/** Destroys one case for good, as a supervisor does in the page. */
export const shred: Subcommand = {
  usage: '--case CODE [--yes] [--data DIR | --url URL]',
  summary: 'destroys a case for good: its keys, its rows and every way to find it; prints the certificate',
  async run(argv, terminal) {
    const options = { ...doorOptions, case: { type: 'string' }, yes: { type: 'boolean' } } as const;
    const { case: code, yes, ...place } = optionsFrom(argv, options);
    if (!code) throw new LaunchError('name the case: shred --case K7Q4-92MX-D');
    const door = await OperatorDoor.open(place);
    if (!yes && !terminal.hasPerson) throw new LaunchError('confirm with --yes, or run this at a terminal');
    const typed = yes
      ? code
      : await terminal.ask(`Gõ lại mã hồ sơ để xóa vĩnh viễn / Type the code again to erase for good (${code}): `);
    const certificate = await door.post('/erasures', { code, typed }, erasureCertificateSchema);
    process.stdout.write(certificateText(certificate));
  },
};
