/** The product cannot start or go on; `message` is one clear line for the person at the terminal. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}

/** The one line of any failure: its message when it has one, else its name. */
export function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ');
}
