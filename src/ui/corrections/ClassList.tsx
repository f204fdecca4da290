import { cosiaClasses } from "../../core/landcover/cosia.ts";
import { Swatch } from "../map-tools/Swatch.tsx";
import { classKey } from "./class-keys.ts";
import { useCorrections } from "./context.ts";

interface ClassListProps {
  readonly label: string;
  readonly chosen: number | undefined;
  readonly onChoose: (numero: number) => void;
}

/** All classes, each with its colour, its name and its key. */
export function ClassList({ label, chosen, onChoose }: ClassListProps) {
  const { nameOf } = useCorrections();
  return (
    <fieldset className="class-list" aria-label={label}>
      {cosiaClasses.map(({ numero }) => (
        <button
          key={numero}
          type="button"
          className="row-button"
          aria-pressed={numero === chosen}
          aria-keyshortcuts={classKey(numero)}
          data-testid={`class-${numero}`}
          onClick={() => onChoose(numero)}
        >
          <Swatch numero={numero} />
          <span className="class-name">{nameOf(numero)}</span>
          <kbd aria-hidden>{classKey(numero)}</kbd>
        </button>
      ))}
    </fieldset>
  );
}
