/** One recovery share for its keeper. */
export interface ShareSheet {
  readonly share: string;
  /** 1 to `count`. */
  readonly position: number;
  readonly count: number;
  readonly threshold: number;
  /** `dd/MM/yyyy`. */
  readonly madeOn: string;
}

/** The sheet as text: what it is and how it is used, in Vietnamese and English. */
export function shareSheetText({ share, position, count, threshold, madeOn }: ShareSheet): string {
  return `An Tâm
MẢNH KHÓA KHÔI PHỤC ${position}/${count}, lập ngày ${madeOn}
RECOVERY SHARE ${position} of ${count}, made on ${madeOn}

${share}

Đây là một trong ${count} mảnh. Bất kỳ ${threshold} mảnh nào cùng với tệp khóa của hệ thống sẽ mở lại được toàn bộ khóa
khi mất cụm từ mở khóa hoặc thiết bị khóa. Một mình mảnh này không mở được gì.
- Cất nơi khóa kín, không chụp ảnh, không gửi qua mạng, không để chung với mảnh khác hay với tệp khóa.
- Khi được yêu cầu, mang đến tận nơi và nhập tại máy chủ đã ngừng hệ thống: npm run keys -- recover
- Khi có bộ mảnh mới, hủy mảnh này cùng mọi bản sao cũ của tệp khóa.

This is one of ${count} shares. Any ${threshold} of them, together with the key file of the system, open all keys again
when the passphrase or the key device is lost. On its own it opens nothing.
- Keep it locked away. Do not photograph or send it; never beside another share or the key file.
- When asked, bring it and type it on the server, with the system stopped: npm run keys -- recover
- Once there is a new set, destroy this sheet and every older copy of the key file.
`;
}

/** The share in the text of a sheet, or the text itself when it is nothing but a share. */
export function shareIn(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.find((line) => /^(?:[0-9A-Za-z]{5}-){17}[0-9A-Za-z]{5}$/.test(line)) ?? text;
}
