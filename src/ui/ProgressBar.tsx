import { useMessages } from "./context.ts";

export function ProgressBar({ share }: { share: number }) {
  const { format } = useMessages();
  return (
    <div className="progress">
      <progress max={1} value={share} />
      <span>{format.percent(share)}</span>
    </div>
  );
}
