import { Plus } from "lucide-react";
import { useRef } from "react";
import { addModel } from "../../state/commands/add-model.ts";
import { useApp, useMessages } from "../context.ts";

/** A button that asks for a model on disk: its ONNX file, and its manifest with it. */
export function ModelPicker({ disabled }: { disabled: boolean }) {
  const app = useApp();
  const { t } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button quiet" disabled={disabled} onClick={() => input.current?.click()}>
        <Plus size={16} aria-hidden /> {t.model.add}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".onnx,.json"
        data-testid="model-file"
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = ""; // the same files may be chosen again
          if (files.length > 0) void addModel(app, files);
        }}
      />
    </>
  );
}
