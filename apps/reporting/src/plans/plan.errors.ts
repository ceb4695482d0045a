/** A file of the configuration is not usable. `message` is one line with the file and the reason. */
export class InvalidPlanError extends Error {
  override readonly name = 'InvalidPlanError';
  constructor(file: string, reason: string) {
    super(`Configuration ${file}: ${reason}`);
  }
}
