import type { FieldError } from '@an-tam/contracts';
import type { Commune } from './config-files.js';

export const isThereOn = ({ validFrom, validUntil }: Commune, day: string): boolean =>
  validFrom <= day && (validUntil === null || day <= validUntil);

const said = (day: string) => day.split('-').toReversed().join('/');

/**
 * What is wrong with naming a unit on a day; undefined when nothing is.
 * @param commune undefined: no such unit in the province
 * @param day YYYY-MM-DD, the day of what is noted, not the day of noting
 */
export function communeFault(commune: Commune | undefined, day: string): FieldError['message'] | undefined {
  if (!commune) return { vi: 'Xã, phường này không thuộc tỉnh.', en: 'This commune is not in the province.' };
  const { validFrom, validUntil } = commune;
  if (day < validFrom)
    return {
      vi: `Ngày ${said(day)} chưa có xã, phường này. Đơn vị này có từ ${said(validFrom)}.`,
      en: `This commune was not there yet on ${said(day)}. It is there since ${said(validFrom)}.`,
    };
  if (validUntil !== null && day > validUntil)
    return {
      vi: `Xã, phường này chỉ có đến ${said(validUntil)}. Hãy chọn đơn vị mới.`,
      en: `This commune was there until ${said(validUntil)}. Choose the new one.`,
    };
  return undefined;
}
