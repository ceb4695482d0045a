import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bannedIn } from './banned-words.js';

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

const services = yaml<{ services: Labelled[] }>('taxonomy/services.yaml').services;
const domains = yaml<{ domains: Labelled[] }>('taxonomy/domains.yaml').domains;
const channels = yaml<{ channels: Labelled[] }>('taxonomy/channels.yaml').channels;
const groups = yaml<{ target_groups: Labelled[] }>('taxonomy/target-groups.yaml').target_groups;
const kinds = yaml<{ organisation_kinds: Labelled[] }>('taxonomy/organisation-kinds.yaml').organisation_kinds;
const plans = readdirSync(join(config, 'plans')).map((file) => yaml<Plan>(`plans/${file}`));

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

  it('says of each unit since when it is there', () => {
    expect(units.filter((unit) => unit[7] !== '2025-07-01' || unit[8]?.trim() !== '')).toEqual([]);
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
