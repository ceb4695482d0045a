import type { Plan, Target } from './plan.schema.js';

export interface PlanTarget {
  readonly plan: Plan;
  readonly target: Target;
}

/** All plans of the configuration; read-only for the life of the process. */
export class PlanCatalogue {
  constructor(readonly plans: readonly Plan[]) {}

  findPlan(id: string): Plan | null {
    return this.plans.find((plan) => plan.id === id) ?? null;
  }

  findTarget(id: string): PlanTarget | null {
    for (const plan of this.plans) {
      const target = plan.targets.find((candidate) => candidate.id === id);
      if (target) return { plan, target };
    }
    return null;
  }
}
