/**
 * Gives the memory of a chunk back at once, where it has one of its own; the chunk is empty from then on. V8 collects such
 * memory late, for it sees a small object.
 */
export function giveBack({ buffer, byteLength }: Uint8Array): void {
  if (byteLength === buffer.byteLength && byteLength > 0) (buffer as ArrayBuffer).transfer(0)
}
