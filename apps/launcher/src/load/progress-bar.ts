const width = 30;

/** A bar that redraws itself in a terminal; elsewhere one line every tenth. */
export class ProgressBar {
  private lastTenth = 0;

  constructor(
    private readonly out: NodeJS.WriteStream,
    private readonly what: string,
  ) {}

  show(done: number, of: number): void {
    const share = of === 0 ? 1 : done / of;
    if (this.out.isTTY) {
      const full = Math.round(share * width);
      this.out.write(`\r[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${done}/${of} ${this.what}`);
      if (done === of) this.out.write('\n');
      return;
    }
    const tenth = Math.floor(share * 10);
    if (tenth > this.lastTenth) this.out.write(`${done}/${of} ${this.what}\n`);
    this.lastTenth = tenth;
  }
}
