import type { Bilingual, FieldError } from './problem.js';

/** The part of a zod issue that decides its message (zod 4 issue format). */
export interface SchemaIssue {
  readonly code?: string;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }>;
  readonly message: string;
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly format?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly origin?: unknown;
  readonly keys?: readonly string[];
}

const say = (vi: string, en: string): Bilingual => ({ vi, en });

const formatTexts: Record<string, Bilingual> = {
  uuid: say('Mã không đúng dạng.', 'This is not a valid identifier.'),
  email: say('Địa chỉ thư điện tử không đúng.', 'This is not a valid e-mail address.'),
  date: say('Ngày không đúng. Hãy ghi theo năm-tháng-ngày.', 'This is not a valid date. Write year-month-day.'),
  datetime: say('Thời điểm không đúng.', 'This is not a valid time.'),
};

/** Messages a schema gives itself, written `vi: ... | en: ...` by {@link bilingualMessage}. */
const ownMessage = /^vi: (.*) \| en: (.*)$/s;

/** A custom message for a schema rule that carries both languages through zod's single message string. */
export function bilingualMessage(vi: string, en: string): string {
  return `vi: ${vi} | en: ${en}`;
}

function messageOf(issue: SchemaIssue): Bilingual {
  const own = ownMessage.exec(issue.message);
  if (own) return say(own[1] ?? '', own[2] ?? '');
  switch (issue.code) {
    case 'invalid_type':
      return /received undefined|received null/.test(issue.message)
        ? say('Cần điền mục này.', 'This field is required.')
        : say('Kiểu dữ liệu của mục này không đúng.', 'This field has the wrong type.');
    case 'too_small':
      return issue.origin === 'string'
        ? say('Cần điền mục này.', 'This field must not be empty.')
        : say(
            `Giá trị phải từ ${String(issue.minimum)} trở lên.`,
            `The value must be at least ${String(issue.minimum)}.`,
          );
    case 'too_big':
      return issue.origin === 'string'
        ? say(
            `Quá dài, tối đa ${String(issue.maximum)} ký tự.`,
            `Too long, at most ${String(issue.maximum)} characters.`,
          )
        : say(`Giá trị tối đa là ${String(issue.maximum)}.`, `The value must be at most ${String(issue.maximum)}.`);
    case 'invalid_value':
      return say('Chọn một trong các giá trị cho sẵn.', 'Choose one of the given values.');
    case 'invalid_format':
      return (
        formatTexts[String(issue.format)] ?? say('Mục này không đúng dạng.', 'This field is not in the right form.')
      );
    case 'unrecognized_keys':
      return say('Có mục không được dùng ở đây.', 'This field is not used here.');
    default:
      return say('Mục này không hợp lệ.', 'This field is not valid.');
  }
}

function pathOf(issue: SchemaIssue): string {
  const segments = (issue.path ?? []).map((s) => String(typeof s === 'object' ? s.key : s));
  if (issue.code === 'unrecognized_keys' && issue.keys?.length) segments.push(issue.keys[0] ?? '');
  return segments.join('.') || '(body)';
}

/** Turns schema issues into field errors in both languages; used by the services and by the web forms alike. */
export function fieldErrors(issues: readonly SchemaIssue[]): FieldError[] {
  return issues.map((issue) => ({ field: pathOf(issue), message: messageOf(issue) }));
}
