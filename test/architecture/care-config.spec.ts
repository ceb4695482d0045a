import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bannedIn } from './banned-words.js';

const config = join(__dirname, '../../config');
const yaml = <T>(path: string): T => parse(readFileSync(join(config, path), 'utf8')) as T;

interface Screening {
  sections: { questions: { id: string; requires_statement?: string }[] }[];
  rules: { needs: { need: { code: string } }[] };
}

const domains = yaml<{ domains: { code: string; needs: boolean }[] }>('taxonomy/domains.yaml').domains;
const screening = yaml<Screening>('screening/needs-v1.yaml');
const questions = screening.sections.flatMap((section) => section.questions);

function textsUnder(value: unknown, keyPattern: RegExp): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsUnder(item, keyPattern));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? (keyPattern.test(key) ? [inner] : []) : textsUnder(inner, keyPattern),
  );
}

describe('screening questionnaire', () => {
  it('finds every need of the list, and uses no banned word', () => {
    // Shape and references are checked by the service itself, as for every version that is published.
    const needDomains = domains.filter((domain) => domain.needs).map((domain) => domain.code);
    const found = new Set(screening.rules.needs.map((rule) => rule.need.code));
    expect(needDomains.filter((code) => !found.has(code))).toEqual([]);
    expect(textsUnder(screening, /_(vi|en)$/).flatMap(bannedIn)).toEqual([]);
  });

  it('says the limits of confidentiality before age and violence', () => {
    const guarded = questions.filter((question) => question.requires_statement === 'confidentiality_limits');
    expect(guarded.map((question) => question.id).sort()).toEqual(['afraid_of_someone', 'birth_year', 'safe_tonight']);
  });
});

describe('consent wording and packets', () => {
  interface Wording {
    statements: { id: string; said_before: string[]; sentences: { vi: string; en: string }[] }[];
    purposes: {
      code: string;
      data_categories?: string[];
    }[];
  }
  interface Forms {
    forms: { code: string }[];
    rules: { purpose: string; for_domains?: string[]; for_categories?: string[]; enough: string[]; refs: string[] }[];
  }
  interface Packets {
    categories: { code: string; sensitive?: string }[];
    domains: Record<string, { default: string[]; allowed: string[]; never: string[] }>;
  }
  const wording = yaml<Wording>('consent/wording-v1.yaml');
  const { forms, rules } = yaml<Forms>('consent/forms.yaml');
  const packets = yaml<Packets>('packets/minimum-data.yaml');
  const sensitive = packets.categories.filter((category) => category.sensitive).map((category) => category.code);

  const recorded = rules.find((rule) => rule.for_domains);

  it('states the limits in four sentences and the four purposes', () => {
    expect(wording.statements[0]?.sentences).toHaveLength(4);
    const purposes = wording.purposes.map((purpose) => purpose.code);
    expect(purposes).toEqual(['case_management', 'referral', 'statistics', 'transfer']);
    expect(textsUnder(wording, /^(vi|en|.*_vi|.*_en)$/).flatMap(bannedIn)).toEqual([]);
  });

  it('says for every purpose which form is enough, by which article, and asks a recorded one for all health data', () => {
    const known = forms.map((form) => form.code);
    for (const { purpose, enough, refs } of rules) {
      expect([purpose, enough.length > 0, enough.filter((form) => !known.includes(form))]).toEqual([purpose, true, []]);
      expect([purpose, refs.every((ref) => /^(L91|D356) Art \d+/.test(ref)), refs.length > 0]).toEqual([
        purpose,
        true,
        true,
      ]);
    }
    expect(new Set(rules.map(({ purpose }) => purpose))).toEqual(new Set(wording.purposes.map(({ code }) => code)));
    expect(rules.find(({ purpose }) => purpose === 'case_management')?.enough).toContain('spoken');
    expect(recorded?.for_categories?.slice().sort()).toEqual(sensitive.slice().sort());
    expect(recorded?.enough).not.toContain('spoken');
    expect(textsUnder(rules, /_(vi|en)$/).flatMap(bannedIn)).toEqual([]);
  });

  it('sorts every category of every need domain into allowed or never', () => {
    const codes = packets.categories.map((category) => category.code).sort();
    const needs = domains.filter((domain) => domain.needs).map((domain) => domain.code);
    expect(Object.keys(packets.domains).sort()).toEqual(needs.sort());
    for (const [domain, rule] of Object.entries(packets.domains)) {
      expect([domain, [...rule.allowed, ...rule.never].sort()]).toEqual([domain, codes]);
      expect([domain, rule.default.filter((code) => !rule.allowed.includes(code))]).toEqual([domain, []]);
      expect(rule.default).toContain('alias');
      expect(rule.default).not.toContain('identity');
    }
  });

  it('sends no health data to work or loans, no HIV data outside health, and records consent where health data goes', () => {
    for (const domain of ['work', 'loan', 'social_assistance', 'legal']) {
      expect(packets.domains[domain]?.allowed.filter((code) => sensitive.includes(code))).toEqual([]);
    }
    for (const [domain, rule] of Object.entries(packets.domains)) {
      if (rule.allowed.includes('health_hiv')) expect(domain).toBe('health');
      if (rule.allowed.some((code) => sensitive.includes(code)))
        expect([domain, recorded?.for_domains?.includes(domain)]).toEqual([domain, true]);
    }
  });
});
