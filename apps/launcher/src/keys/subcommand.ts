import type { Terminal } from '../terminal.js';

/** One thing that `npm run keys -- <name>` does. */
export interface Subcommand {
  /** Its options as they are typed. */
  readonly usage: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** Rejects with LaunchError for every fault of the person's: one clear line. */
  run(argv: readonly string[], terminal: Terminal): Promise<void>;
}
