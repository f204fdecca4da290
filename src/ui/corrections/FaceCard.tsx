import { correctFace } from "../../state/commands/corrections/faces.ts";
import { pickedFace } from "../../state/corrections.ts";
import { useApp, useAppState } from "../context.ts";
import { ClassList } from "./ClassList.tsx";
import { useCorrections } from "./context.ts";
import { Facts } from "./Facts.tsx";
import { UseField } from "./UseField.tsx";

/** The polygon that was clicked, and what can be said of it. */
export function FaceCard({ tool }: { tool: "reclass" | "merge" }) {
  const app = useApp();
  const { c } = useCorrections();
  const face = useAppState(pickedFace);
  if (face === undefined) return <p className="hint">{c.hints[tool]}</p>;
  return (
    <>
      <p className="hint" role="status">
        {tool === "merge" ? c.hints.mergePicked : c.hints.reclassPicked}
      </p>
      <Facts face={face} />
      {tool === "reclass" && (
        <>
          <ClassList
            label={c.classes}
            chosen={face.numero}
            onChoose={(numero) => void correctFace(app, face, { numero })}
          />
          <UseField use={face.use} onChoose={(use) => void correctFace(app, face, { use })} />
        </>
      )}
    </>
  );
}
