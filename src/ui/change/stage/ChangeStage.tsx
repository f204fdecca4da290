/** The map of the comparison. */
export default function ChangeStage() {
  return null;
}
