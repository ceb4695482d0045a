import classes from './state-word.module.css';

export type Tone = 'calm' | 'good' | 'urgent' | 'danger';

/** A state in words; its colour only repeats what the word says. */
export function StateWord({ tone = 'calm', children }: { readonly tone?: Tone; readonly children: string }) {
  return (
    <span className={classes['word']} data-tone={tone}>
      {children}
    </span>
  );
}
