/** Words kept out of every screen but the plan text of reporting, with their English counterparts. */
export const BANNED_WORDS: readonly string[] = [
  'đối tượng',
  'bán dâm',
  'mại dâm',
  'mua dâm',
  'tệ nạn',
  'tái hòa nhập',
  'tái hoà nhập',
  'tái phạm',
  'hoàn lương',
  'bệnh xã hội',
  'nghi vấn',
  'công an',
  'xử phạt',
  'prostitut',
  'sex work',
  'sell sex',
  'selling sex',
  'reintegrat',
  'police',
  'sanction',
];

/** The banned words a text holds, whatever its letter case and the composition of its tone marks. */
export const bannedIn = (text: string): string[] =>
  BANNED_WORDS.filter((word) => text.normalize('NFC').toLowerCase().includes(word));
