import { useAppState } from "../context.ts";
import { useChange } from "./context.ts";
import ChangeStage from "./stage/ChangeStage.tsx";

/** The map of the comparison, once there is something on it. */
export default function StagePlace() {
  const { c } = useChange();
  const isEmpty = useAppState(({ change: { sides } }) => sides.before === undefined && sides.after === undefined);
  return isEmpty ? <p className="empty comparison-empty">{c.stageHint}</p> : <ChangeStage />;
}
