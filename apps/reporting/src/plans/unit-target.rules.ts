import type { Actor } from '@an-tam/contracts';
import type { Plan, Target } from './plan.schema.js';

const folded = (text: string): string => text.normalize('NFC').toLowerCase();
const names = (text: string, part: string): boolean => folded(text).includes(folded(part));

/** A plan of a province concerns all its units; a plan of a commune that commune alone. */
function concerns(plan: Plan, actor: Actor): boolean {
  return plan.level === 'province' ? plan.unit_code === actor.provinceCode : plan.unit_code === actor.communeCode;
}

function isResponsible(target: Target, actor: Actor): boolean {
  const responsible = target.responsible_unit_vi;
  if (actor.organisationKind === 'enforcement_body') return names(responsible, 'Công an');
  if (actor.organisationKind !== 'reporting_unit') return false;
  if (actor.communeCode === undefined) return names(responsible, actor.organisationName);
  return target.level.includes('commune') || names(responsible, 'UBND xã') || names(responsible, 'UBND các xã');
}

/**
 * The targets a unit enters itself. What is measured from releases is never among them, so that no unit is asked
 * for, or shown, a figure about people.
 */
export function isOwnTarget(plan: Plan, target: Target, actor: Actor): boolean {
  return target.measured_by === 'submission' && concerns(plan, actor) && isResponsible(target, actor);
}
