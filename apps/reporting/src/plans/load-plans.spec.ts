import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlans } from './load-plans.js';
import { InvalidPlanError } from './plan.errors.js';

const config = join(__dirname, '../../../../config');
const hungYen = 'plans/hung-yen-2026-2030.yaml';

describe('loading plans', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plans-'));
    cpSync(join(config, 'plans'), join(folder, 'plans'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const change = (from: string, to: string) => {
    const path = join(folder, hungYen);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
  };
  const refusal = (): string => {
    try {
      loadPlans(folder);
      return 'loaded';
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidPlanError);
      return (error as Error).message;
    }
  };

  it('holds the five plans with 52 targets, five of them measured from releases', () => {
    const catalogue = loadPlans(folder);
    const targets = catalogue.plans.flatMap((plan) => plan.targets);
    expect([catalogue.plans.length, targets.length]).toEqual([5, 52]);
    expect(targets.filter((target) => target.coverage).map((target) => target.id)).toHaveLength(5);
    expect(catalogue.findTarget('HY-03')?.plan.id).toBe('hung-yen-2026-2030');
    expect(catalogue.findTarget('XX-99')).toBeNull();
  });

  it('names the file and the place of a wrong value', () => {
    change('closing_day: 14', 'closing_day: 31');
    expect(refusal()).toMatch(new RegExp(`^Configuration ${hungYen}: period_rule.closing_day: `));
  });

  it('refuses a released target without coverage settings', () => {
    change('measured_by: submission', 'measured_by: release');
    expect(refusal()).toBe(
      `Configuration ${hungYen}: targets.0.coverage: needs coverage settings exactly when it is measured by release`,
    );
  });

  it('refuses what is not YAML', () => {
    writeFileSync(join(folder, hungYen), 'a: [');
    expect(refusal()).toBe(`Configuration ${hungYen}: is not readable YAML`);
  });

  it('refuses a target id used twice', () => {
    change('id: HY-02', 'id: HY-01');
    expect(refusal()).toBe('Configuration plans: "HY-01" is used twice');
  });

  it('refuses an empty or missing folder', () => {
    rmSync(join(folder, 'plans'), { recursive: true });
    expect(refusal()).toBe('Configuration plans: the folder cannot be read');
  });
});
