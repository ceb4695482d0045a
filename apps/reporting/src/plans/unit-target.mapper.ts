import type { z } from 'zod';
import type { unitTargetSchema } from '@an-tam/contracts';
import type { Plan, Target } from './plan.schema.js';

/** `12-15` of the plan data as `15/12`. */
const dayAndMonth = (monthDay: string): string => monthDay.split('-').reverse().join('/');

/** Deadlines are days before which the report must arrive, `dd/MM`, each once, in calendar order. */
export function toUnitTarget(plan: Plan, target: Target): z.infer<typeof unitTargetSchema> {
  const due = new Set(plan.reporting.flatMap((duty) => duty.due_before ?? []));
  return {
    id: target.id,
    plan: plan.id,
    textVi: target.text_vi,
    sourceLine: target.source_line,
    unit: target.unit,
    value: target.value,
    deadlines: [...due].sort().map(dayAndMonth),
    responsibleUnitVi: target.responsible_unit_vi,
  };
}
