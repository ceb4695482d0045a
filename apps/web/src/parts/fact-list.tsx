import classes from './fact-list.module.css';

export interface Fact {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** Names and values, one line each. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={classes['facts']}>
      {facts.map(({ key, label, value }) => (
        <div key={key} className={classes['fact']}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
