/** A share as a bar: a picture of the number beside it, and silent where that is read aloud. */
export function Bar({ share }: { share: number }) {
  return (
    <div className="bar" aria-hidden>
      <span style={{ width: `${100 * share}%` }} />
    </div>
  );
}
