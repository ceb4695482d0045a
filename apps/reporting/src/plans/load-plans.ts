import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PlanCatalogue } from './plan-catalogue.js';
import { InvalidPlanError } from './plan.errors.js';
import { planSchema, type Plan } from './plan.schema.js';

/**
 * Reads and checks every plan below `plans/` of the configuration folder.
 * @throws InvalidPlanError naming the file and the reason; the service must not start.
 */
export function loadPlans(configDir: string): PlanCatalogue {
  const folder = join(configDir, 'plans');
  const plans = planFiles(folder).map((file) => readPlan(folder, file));
  refuseRepeats(plans);
  return new PlanCatalogue(plans);
}

function planFiles(folder: string): string[] {
  let files: string[];
  try {
    files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  } catch {
    throw new InvalidPlanError('plans', 'the folder cannot be read');
  }
  if (files.length === 0) throw new InvalidPlanError('plans', 'the folder holds no plan');
  return files.sort();
}

function readPlan(folder: string, file: string): Plan {
  const name = `plans/${file}`;
  let content: unknown;
  try {
    content = parse(readFileSync(join(folder, file), 'utf8'));
  } catch {
    throw new InvalidPlanError(name, 'is not readable YAML');
  }
  const parsed = planSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new InvalidPlanError(name, `${issue?.path.join('.') || 'the document'}: ${issue?.message ?? 'is not a plan'}`);
}

function refuseRepeats(plans: readonly Plan[]): void {
  const seen = new Set<string>();
  for (const id of plans.flatMap((plan) => [plan.id, ...plan.targets.map((target) => target.id)])) {
    if (seen.has(id)) throw new InvalidPlanError('plans', `"${id}" is used twice`);
    seen.add(id);
  }
}
