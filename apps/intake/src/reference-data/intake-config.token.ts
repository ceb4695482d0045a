/** Injection token of the loaded {@link IntakeConfig}. */
export const INTAKE_CONFIG = Symbol('intake config');
