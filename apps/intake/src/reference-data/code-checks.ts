import { addDuration, BusinessCalendar, InvalidInputError } from '@an-tam/http';
import { normalise, NormaliseError, toneBlind, type Normaliser } from '@an-tam/field-encryption';
import { Inject, Injectable } from '@nestjs/common';
import type { FieldError } from '@an-tam/contracts';
import { clientIdentifierNames, clientIdentifiers, type ClientIdentifier } from '../sealing/index.js';
import { communeFault } from './commune.rules.js';
import { INTAKE_CONFIG } from './intake-config.token.js';
import type { IntakeConfig } from './reference-data.js';

const error = (field: string, vi: string, en: string): FieldError => ({ field, message: { vi, en } });

const identifierTexts: Readonly<Record<ClientIdentifier, readonly [vi: string, en: string]>> = {
  phone: ['Số điện thoại không đúng.', 'This is not a phone number.'],
  documentNumber: [
    'Số giấy tờ có từ 5 đến 24 chữ và số, ít nhất một chữ số.',
    'A document number has 5 to 24 letters and digits, one digit at least.',
  ],
  email: ['Địa chỉ thư điện tử không đúng.', 'This is not an e-mail address.'],
  uic: [
    'Mã UIC có từ 4 đến 32 chữ và số, ít nhất một chữ số.',
    'A UIC has 4 to 32 letters and digits, one digit at least.',
  ],
};

function isWritten(normaliser: Normaliser, value: string): boolean {
  try {
    normalise(normaliser, value);
    return true;
  } catch (cause) {
    if (!(cause instanceof NormaliseError)) throw cause;
    return false;
  }
}

/** Checks that need the loaded lists or the calendar, beyond the shape a schema can check. */
@Injectable()
export class CodeChecks {
  constructor(
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
    private readonly calendar: BusinessCalendar,
  ) {}

  channel(field: string, code: string): FieldError[] {
    return this.config.channels.has(code)
      ? []
      : [error(field, 'Không có kênh này trong danh sách.', 'There is no such channel in the list.')];
  }

  languages(field: string, codes: readonly string[]): FieldError[] {
    return codes.every((code) => this.config.languages.has(code))
      ? []
      : [error(field, 'Có ngôn ngữ không có trong danh sách.', 'One of the languages is not in the list.')];
  }

  services(field: string, codes: readonly string[]): FieldError[] {
    return codes.every((code) => this.config.services.has(code))
      ? []
      : [error(field, 'Có dịch vụ không có trong danh sách.', 'One of the services is not in the list.')];
  }

  /** @param day on which she lived, or the group met, there; absent: today */
  commune(field: string, code: string, day = this.calendar.today()): FieldError[] {
    const message = communeFault(this.config.communes.get(code), day);
    return message ? [{ field, message }] : [];
  }

  need(field: string, code: string): FieldError[] {
    return this.config.needs.has(code)
      ? []
      : [error(field, 'Không có nhu cầu này trong danh sách.', 'There is no such need in the list.')];
  }

  notInFuture(field: string, day: string): FieldError[] {
    return day <= this.calendar.today() ? [] : [error(field, 'Ngày này chưa đến.', 'This day has not come yet.')];
  }

  /** From today on, and within a year: further ahead is a slip of the pen. */
  dayToCome(field: string, day: string): FieldError[] {
    const today = this.calendar.today();
    if (day < today) return [error(field, 'Ngày này đã qua.', 'This day has passed.')];
    return day <= addDuration(today, 'P12M')
      ? []
      : [error(field, 'Ngày này quá xa, tối đa một năm.', 'This day is too far away, at most a year.')];
  }

  /** @param metOn a day on which she was met, so that she was born before */
  birthYear(field: string, year: number | undefined, metOn: string): FieldError[] {
    if (year === undefined) return [];
    if (year > Number(this.calendar.today().slice(0, 4)))
      return [error(field, 'Năm sinh ở tương lai.', 'The year of birth is in the future.')];
    return year <= Number(metOn.slice(0, 4))
      ? []
      : [error(field, 'Năm sinh sau ngày mở hồ sơ.', 'The year of birth is after the day the file was opened.')];
  }

  /** Whatever is given of what a client can be found by again; null and undefined are nothing. */
  identifiers(given: Readonly<Partial<Record<ClientIdentifier, string | null>>>): FieldError[] {
    return clientIdentifierNames.flatMap((field) => {
      const value = given[field];
      return typeof value !== 'string' || isWritten(clientIdentifiers[field], value)
        ? []
        : [error(field, ...identifierTexts[field])];
    });
  }

  /** Words that something can be found by. */
  searchWords(field: string, words: string): FieldError[] {
    return toneBlind(words) !== '' ? [] : [error(field, 'Cần ít nhất một chữ.', 'At least one letter is needed.')];
  }

  /** @throws InvalidInputError naming every field at once. */
  refuse(...found: readonly FieldError[][]): void {
    const fields = found.flat();
    if (fields.length > 0) throw new InvalidInputError(fields);
  }
}
