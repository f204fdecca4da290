/** Random-access bytes on disk (OPFS, a file) or, where there is none, in memory. Reading unwritten bytes gives 0. */
export interface ByteStore {
  read(offset: number, length: number): Promise<Uint8Array>;
  write(offset: number, bytes: Uint8Array): Promise<void>;
  flush(): Promise<void>;
  /** Gives back the space; the store is unusable afterwards. */
  close(): Promise<void>;
}
