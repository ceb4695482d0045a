export interface AdministrativeUnit {
  /** Two digits for a province, five for a commune. */
  readonly code: string;
  readonly fullName: string;
  /** Absent for a province. */
  readonly provinceCode?: string;
}

/** Names of provinces and communes by code. */
export class AdministrativeUnits {
  private readonly byCode: ReadonlyMap<string, AdministrativeUnit>;

  constructor(units: readonly AdministrativeUnit[]) {
    this.byCode = new Map(units.map((unit) => [unit.code, unit]));
  }

  /** The official name; the code where the list does not hold it (an older geography). */
  nameOf(code: string): string {
    return this.byCode.get(code)?.fullName ?? code;
  }

  isIn(code: string, provinceCode: string): boolean {
    return this.byCode.get(code)?.provinceCode === provinceCode;
  }
}
