import { holdingLog, type Log } from './log.ts'

/** A log for each of several things that are done side by side. */
export interface LogInOrder {
  /**
   * Runs work with a log of its own. Each is one group of the whole log, in the order in which they were begun: the
   * first shows its lines as they come, the others when all before them are done. So no line is among those of another
   * one, and none is lost, however the work ends. What ends without a word is no group.
   */
  group: <T>(title: string, work: (log: Log) => Promise<T>) => Promise<T>
}

export function logInOrder(log: Log): LogInOrder {
  let before: Promise<unknown> = Promise.resolve()
  return {
    group(title, work) {
      const held = holdingLog(log)
      const done = work(held.log)
      // Whoever waits for it meets the failure.
      const silence = done.then(
        () => 'silent' as const,
        () => 'silent' as const,
      )
      const shown = before.then(async () => {
        if ((await Promise.race([held.told, silence])) === 'silent') return
        await log.group(title, async () => {
          held.release()
          await silence
        })
      })
      before = shown
      // What failed is told when its lines are.
      return shown.then(() => done)
    },
  }
}
