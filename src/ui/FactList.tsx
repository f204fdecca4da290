interface FactListProps {
  readonly rows: readonly (readonly [name: string, value: string])[];
  readonly className?: string;
  readonly testId?: string;
}

/** Names and what they are, one beside the other. */
export function FactList({ rows, className = "facts", testId }: FactListProps) {
  return (
    <dl className={className} data-testid={testId}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
