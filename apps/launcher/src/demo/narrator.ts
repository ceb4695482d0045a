/** Something is not as it should be: the demo ends here. */
export class DemoFailure extends Error {
  override readonly name = 'DemoFailure';
}

/** Tells what the demo does, step by step; checks what it claims. */
export class Narrator {
  private step = 0;
  private title = '';
  private lines: string[] = [];
  private checks = 0;
  private startedAt = 0;

  constructor(
    private readonly json: boolean,
    private readonly write: (line: string) => void,
  ) {}

  /** Runs one step and reports it; a failure inside is reported as the step's and passed on. */
  async tell<T>(title: string, work: () => Promise<T>): Promise<T> {
    this.step += 1;
    this.title = title;
    this.lines = [];
    this.startedAt = Date.now();
    if (!this.json) this.write(`${this.step}. ${title}`);
    try {
      const result = await work();
      this.report(true);
      return result;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.json) this.write(`   FAILED: ${reason}`);
      this.report(false, reason);
      throw error;
    }
  }

  /** One line of what happens. */
  say(line: string): void {
    this.lines.push(line);
    if (!this.json) this.write(`   ${line}`);
  }

  /** One line of what was found to be so. @throws DemoFailure when it is not. */
  check(holds: boolean, claim: string): void {
    if (!holds) throw new DemoFailure(`not so: ${claim}`);
    this.checks += 1;
    this.say(`✓ ${claim}`);
  }

  /** The value, which must be there. @throws DemoFailure */
  found<T>(value: T | undefined, claim: string): T {
    if (value === undefined) throw new DemoFailure(`not found: ${claim}`);
    this.check(true, claim);
    return value;
  }

  get summary(): { steps: number; checks: number } {
    return { steps: this.step, checks: this.checks };
  }

  private report(ok: boolean, reason?: string): void {
    if (!this.json) return;
    const { step, title, lines, startedAt } = this;
    this.write(
      JSON.stringify({ step, title, ok, lines, ...(reason && { reason }), milliseconds: Date.now() - startedAt }),
    );
  }
}
