import { useState } from "react";

interface TextFieldProps {
  readonly id: string;
  readonly type: "text" | "number";
  readonly value: string;
  readonly placeholder?: string;
  readonly disabled: boolean;
  readonly onCommit: (text: string) => void;
}

/** A field that can be emptied and typed into freely; what it says counts when it is left or Enter is pressed. */
export function TextField({ value, onCommit, ...field }: TextFieldProps) {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const commit = () => {
    if (typed !== undefined) onCommit(typed);
    setTyped(undefined);
  };
  return (
    <input
      {...field}
      min={field.type === "number" ? 0 : undefined}
      value={typed ?? value}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={commit}
      onKeyDown={({ key }) => {
        if (key === "Enter") commit();
      }}
    />
  );
}
