import { readFileSync, statSync } from 'node:fs';

/** How long a change of the file may go unnoticed, in milliseconds. */
const noticeWithin = 1000;

/**
 * A setting that may be exchanged while the service runs: read again when its file has changed. While the file cannot be
 * read, or holds what is not right, the value before stays.
 */
export class FollowedSetting<T> {
  private lookedAt = Date.now();
  private seen: string;

  /** @param file where the setting comes from; without one it never changes */
  constructor(
    private current: T,
    private readonly file: string | undefined,
    private readonly parse: (text: string) => T,
  ) {
    this.seen = this.stamp();
  }

  get value(): T {
    if (this.file === undefined || Date.now() - this.lookedAt < noticeWithin) return this.current;
    this.lookedAt = Date.now();
    const stamp = this.stamp();
    if (stamp === this.seen) return this.current;
    try {
      this.current = this.parse(readFileSync(this.file, 'utf8'));
      this.seen = stamp;
    } catch {
      // Written to at this moment, or wrong: looked at again within a second.
    }
    return this.current;
  }

  private stamp(): string {
    if (this.file === undefined) return '';
    const found = statSync(this.file, { throwIfNoEntry: false });
    return found ? `${found.ino} ${found.mtimeMs} ${found.size}` : '';
  }
}
