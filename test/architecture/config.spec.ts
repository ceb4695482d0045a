import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const config = join(__dirname, '../../config');
const yaml = <T>(path: string): T => parse(readFileSync(join(config, path), 'utf8')) as T;

interface Labelled {
  code: string;
  label_ui_vi: string;
  label_ui_en: string;
  [more: string]: unknown;
}
interface Coverage {
  target_group: string;
  numerator: string;
  unit_code: string;
  definitions: Record<string, { explain_vi: string; and?: string }>;
}
interface Target {
  id: string;
  indicator: string;
  text_vi: string;
  source_line: number;
  measured_by: string;
  source_of_number: string;
  coverage?: Coverage;
}
interface Plan {
  id: string;
  unit_code: string;
  period_rule: { kind: string; closing_day: number };
  targets: Target[];
  yes_no_targets: { id: string }[];
}
interface Question {
  id: string;
  type: string;
  options?: { code: string }[];
  options_ref?: string;
  options_from?: string;
  requires_statement?: string;
  text_vi: string;
  text_en: string;
  why_vi: string;
  why_en: string;
}
interface Condition {
  question: string;
  any_of?: string[];
  none_of?: string[];
}
interface Screening {
  shared_options: Record<string, { code: string }[]>;
  sections: { questions: Question[] }[];
  rules: {
    needs: { when: Condition[]; need: { code: string; urgency: string } }[];
    results: { eligible: { when: Condition[] } };
  };
}

const services = yaml<{ services: Labelled[] }>('taxonomy/services.yaml').services;
const domains = yaml<{ domains: Labelled[] }>('taxonomy/domains.yaml').domains;
const channels = yaml<{ channels: Labelled[] }>('taxonomy/channels.yaml').channels;
const groups = yaml<{ target_groups: Labelled[] }>('taxonomy/target-groups.yaml').target_groups;
const kinds = yaml<{ organisation_kinds: Labelled[] }>('taxonomy/organisation-kinds.yaml').organisation_kinds;
const plans = readdirSync(join(config, 'plans')).map((file) => yaml<Plan>(`plans/${file}`));
const screening = yaml<Screening>('screening/needs-v1.yaml');
const questions = screening.sections.flatMap((section) => section.questions);

/** Words kept out of every screen but the plan text of reporting, with their English counterparts. */
const banned = [
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
const bannedIn = (text: string): string[] =>
  banned.filter((word) => text.toLowerCase().normalize('NFC').includes(word));

function textsUnder(value: unknown, keyPattern: RegExp): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsUnder(item, keyPattern));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? (keyPattern.test(key) ? [inner] : []) : textsUnder(inner, keyPattern),
  );
}

describe('administrative units', () => {
  const rows = readFileSync(join(config, 'administrative-units/units.csv'), 'utf8').trim().split('\n').slice(1);
  const units = rows.map((row) => row.split(','));
  const provinces = units.filter((unit) => unit[6]?.trim() === '1');
  const communes = units.filter((unit) => unit[6]?.trim() === '2');

  it('holds 3,321 communes under 34 provinces, each code once', () => {
    expect(provinces).toHaveLength(34);
    expect(communes).toHaveLength(3321);
    expect(new Set(units.map((unit) => unit[0])).size).toBe(3355);
    const provinceCodes = new Set(provinces.map((unit) => unit[0]));
    expect(communes.filter((unit) => !provinceCodes.has(unit[5] ?? ''))).toEqual([]);
    expect(communes.filter((unit) => !/^\d{5}$/.test(unit[0] ?? ''))).toEqual([]);
  });

  it('holds the units of the plans', () => {
    const codes = new Set(units.map((unit) => unit[0]));
    expect(plans.filter((plan) => !codes.has(plan.unit_code))).toEqual([]);
    expect(communes.filter((unit) => unit[5] === '33')).toHaveLength(104);
  });
});

describe('taxonomy', () => {
  const all = [services, domains, channels, groups, kinds];

  it('finds a banned word where one is planted', () => {
    expect(bannedIn('Nhóm người BÁN DÂM')).toEqual(['bán dâm']);
  });

  it('gives every entry a neutral label in both languages', () => {
    for (const entry of all.flat()) {
      expect({ code: entry.code, vi: entry.label_ui_vi, en: entry.label_ui_en }).toEqual({
        code: entry.code,
        vi: expect.stringMatching(/\S/),
        en: expect.stringMatching(/\S/),
      });
      expect([entry.code, bannedIn(`${entry.label_ui_vi} ${entry.label_ui_en}`)]).toEqual([entry.code, []]);
    }
  });

  it('names each code once and no enforcement body or sanction', () => {
    for (const list of all) expect(new Set(list.map((entry) => entry.code)).size).toBe(list.length);
    expect(all.flat().filter((entry) => /police|sanction|court|procuracy|border|inspection/i.test(entry.code))).toEqual(
      [],
    );
  });

  it('puts every service of the plans into a domain and a kind', () => {
    expect(services.filter((service) => service['origin'] !== 'product')).toHaveLength(27);
    const known = new Set(domains.map((domain) => domain.code));
    for (const service of services) {
      expect([service.code, known.has(String(service['domain']))]).toEqual([service.code, true]);
      expect(['harm_reduction', 'reintegration', 'other']).toContain(service['kind']);
    }
  });

  it('has a service for every domain that can be a need', () => {
    const offered = new Set(services.map((service) => service['domain']));
    expect(domains.filter((domain) => domain['needs'] === true && !offered.has(domain.code))).toEqual([]);
  });
});

describe('plans', () => {
  const targets = plans.flatMap((plan) => plan.targets);

  it('holds five plans, 52 numeric targets and 2 yes/no ones', () => {
    expect(plans).toHaveLength(5);
    expect(targets).toHaveLength(52);
    expect(new Set(targets.map((target) => target.id)).size).toBe(52);
    expect(plans.flatMap((plan) => plan.yes_no_targets)).toHaveLength(2);
  });

  it('measures exactly the five coverage targets from releases', () => {
    const released = targets.filter((target) => target.measured_by === 'release');
    expect(released.map((target) => target.id).sort()).toEqual(['BT-13', 'HN-03', 'HP-09', 'HY-03', 'HY-03C']);
    expect(released.every((target) => target.source_of_number === 'case_data')).toBe(true);
    expect(targets.filter((target) => (target.coverage !== undefined) !== released.includes(target))).toEqual([]);
    expect(targets.filter((target) => target.measured_by === 'submission')).toHaveLength(47);
  });

  it('explains every setting the plans leave open', () => {
    const groupCodes = new Set(groups.map((group) => group.code));
    for (const { id, coverage } of targets) {
      if (!coverage) continue;
      expect([id, groupCodes.has(coverage.target_group)]).toEqual([id, true]);
      expect(Object.keys(coverage.definitions)).toEqual(['in_need', 'eligible', 'reached', 'used']);
      for (const definition of Object.values(coverage.definitions))
        expect(definition.explain_vi.length).toBeGreaterThan(40);
      expect(['any', 'both']).toContain(coverage.definitions['reached']?.and);
      expect(['reached', 'used']).toContain(coverage.numerator);
    }
  });

  it('keeps the wording and source line of every target and a known indicator', () => {
    const indicators = yaml<{ indicators: { code: string; targets: string[] }[] }>(
      'taxonomy/indicators.yaml',
    ).indicators;
    const listed = new Map(indicators.flatMap(({ code, targets: ids }) => ids.map((id) => [id, code] as const)));
    for (const target of targets) {
      expect([target.id, listed.get(target.id)]).toEqual([target.id, target.indicator]);
      expect(target.text_vi.length).toBeGreaterThan(10);
      expect(target.source_line).toBeGreaterThan(0);
    }
  });
});

describe('screening questionnaire', () => {
  const optionsOf = (question: Question): string[] => {
    if (question.options_from) return groups.map((group) => group.code);
    return (question.options ?? screening.shared_options[question.options_ref ?? ''] ?? []).map(
      (option) => option.code,
    );
  };
  const conditions = [...screening.rules.needs.flatMap((rule) => rule.when), ...screening.rules.results.eligible.when];

  it('lets every rule refer to an existing question, option and need domain', () => {
    const needDomains = new Set(domains.filter((domain) => domain['needs'] === true).map((domain) => domain.code));
    for (const condition of conditions) {
      const question = questions.find((candidate) => candidate.id === condition.question);
      expect([condition.question, question !== undefined]).toEqual([condition.question, true]);
      const codes = new Set(question ? optionsOf(question) : []);
      const named = [...(condition.any_of ?? []), ...(condition.none_of ?? [])];
      expect(named.length).toBeGreaterThan(0);
      expect([condition.question, named.filter((code) => !codes.has(code))]).toEqual([condition.question, []]);
    }
    for (const { need } of screening.rules.needs) {
      expect([need.code, needDomains.has(need.code)]).toEqual([need.code, true]);
      expect(['routine', 'urgent']).toContain(need.urgency);
    }
    const found = new Set(screening.rules.needs.map((rule) => rule.need.code));
    expect([...needDomains].filter((code) => !found.has(code))).toEqual([]);
  });

  it('says why for every question, offers silence, and uses no banned word', () => {
    expect(new Set(questions.map((question) => question.id)).size).toBe(questions.length);
    for (const question of questions) {
      expect([question.id, Boolean(question.why_vi && question.why_en && question.text_en)]).toEqual([
        question.id,
        true,
      ]);
      if (question.type !== 'year' && !question.options_from)
        expect(optionsOf(question)).toContain('prefer_not_to_say');
    }
    expect(textsUnder(screening, /_(vi|en)$/).flatMap(bannedIn)).toEqual([]);
  });

  it('says the limits of confidentiality before age and violence', () => {
    const guarded = questions.filter((question) => question.requires_statement === 'confidentiality_limits');
    expect(guarded.map((question) => question.id).sort()).toEqual(['afraid_of_someone', 'birth_year', 'safe_tonight']);
  });
});

describe('consent wording and packets', () => {
  interface Wording {
    forms: { code: string; recorded: boolean }[];
    statements: { id: string; said_before: string[]; sentences: { vi: string; en: string }[] }[];
    purposes: {
      code: string;
      forms: string[];
      data_categories?: string[];
      recorded_form_required_for_categories?: string[];
    }[];
  }
  interface Packets {
    categories: { code: string; sensitive?: string }[];
    domains: Record<string, { recorded_consent: boolean; default: string[]; allowed: string[]; never: string[] }>;
  }
  const wording = yaml<Wording>('consent/wording-v1.yaml');
  const packets = yaml<Packets>('packets/minimum-data.yaml');
  const sensitive = packets.categories.filter((category) => category.sensitive).map((category) => category.code);

  it('states the limits in four sentences and the three purposes with known forms', () => {
    expect(wording.statements[0]?.sentences).toHaveLength(4);
    expect(wording.purposes.map((purpose) => purpose.code)).toEqual(['case_management', 'referral', 'statistics']);
    const forms = new Set(wording.forms.map((form) => form.code));
    for (const purpose of wording.purposes) expect(purpose.forms.filter((form) => !forms.has(form))).toEqual([]);
    expect(wording.purposes[0]?.forms).toContain('spoken');
    expect(wording.purposes[1]?.recorded_form_required_for_categories?.slice().sort()).toEqual(
      sensitive.slice().sort(),
    );
    expect(textsUnder(wording, /^(vi|en|.*_vi|.*_en)$/).flatMap(bannedIn)).toEqual([]);
  });

  it('sorts every category of every need domain into allowed or never', () => {
    const codes = packets.categories.map((category) => category.code).sort();
    const needs = domains.filter((domain) => domain['needs'] === true).map((domain) => domain.code);
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
        expect([domain, rule.recorded_consent]).toEqual([domain, true]);
    }
  });
});
