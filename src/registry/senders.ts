import type { Digest } from '../oci/image-spec.ts'

/**
 * Who is about to send which layer. One for all registries of a run: layers that two builds have in common often come at
 * the same time, and one of them is enough.
 */
export interface Senders {
  /** Waits while this layer is under way, or while another repository is expected to send it. */
  settled(digest: Digest, repository: string): Promise<void>
  /** Notes that a repository was told to send this layer. @param repository no two registries have one of this name */
  expect(digest: Digest, repository: string): void
  /** Marks an upload as one of this layer, until it ends. */
  announce(digest: Digest, done: Promise<unknown>): void
  /** Nothing comes any more to the repositories below this name. */
  forget(repository: string): void
}

/** From "send it" to its first byte; whoever takes longer has broken off, and others may send it. */
const PATIENCE_MS = 10_000

/** Layers that somebody was told to send. */
const MOST_EXPECTED = 10_000

interface Expected {
  repository: string
  over: Promise<void>
  end: () => void
  patience: NodeJS.Timeout
}

export function createSenders(): Senders {
  const announced = new Map<Digest, Promise<unknown>>()
  const expected = new Map<Digest, Expected>()
  return {
    async settled(digest, repository) {
      await announced.get(digest)?.catch(() => {})
      const other = expected.get(digest)
      if (other !== undefined && other.repository !== repository) await other.over
    },
    expect(digest, repository) {
      // Who asks for more than an image has is waited for no longer.
      if (expected.has(digest) || expected.size >= MOST_EXPECTED) return
      const { promise, resolve } = Promise.withResolvers<void>()
      const end = () => {
        clearTimeout(patience)
        expected.delete(digest)
        resolve()
      }
      const patience = setTimeout(end, PATIENCE_MS).unref()
      expected.set(digest, { repository, over: promise, end, patience })
    },
    announce(digest, done) {
      announced.set(digest, done)
      clearTimeout(expected.get(digest)?.patience)
      const forget = () => {
        if (announced.get(digest) === done) announced.delete(digest)
        expected.get(digest)?.end()
      }
      done.then(forget, forget)
    },
    forget(below) {
      for (const { repository, end } of [...expected.values()]) {
        if (`${repository}/`.startsWith(`${below}/`)) end()
      }
    },
  }
}
