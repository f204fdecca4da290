import * as Comlink from "comlink";
import { appError, type ErrorFields, type ErrorTag, toAppError } from "../core/errors.ts";

interface Thrown {
  readonly tag: ErrorTag;
  readonly fields: ErrorFields[ErrorTag];
}

/**
 * Comlink keeps an error's message, name and stack only; Ocsol's errors are a tag and fields. Both ends of every
 * channel call this once, before their first message.
 */
export function carryErrorsAcrossThreads(): void {
  const { canHandle } = Comlink.transferHandlers.get("throw")!;
  const handler: Comlink.TransferHandler<{ value: unknown }, Thrown> = {
    canHandle: canHandle as (value: unknown) => value is { value: unknown },
    serialize: ({ value }) => {
      const { tag, fields } = toAppError(value);
      return [{ tag, fields }, []];
    },
    deserialize: ({ tag, fields }) => {
      throw appError(tag, fields);
    },
  };
  Comlink.transferHandlers.set("throw", handler);
}
