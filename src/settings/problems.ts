import { messageOf, UsageError } from '../common/errors.ts'

/**
 * Does all the work, so that whoever gave several wrong values hears of them at once and not run after run.
 * @throws UsageError with a line for each piece of work that threw one; anything else is thrown as it is
 */
export function allOrProblems<Results extends readonly unknown[]>(
  work: {
    readonly [Index in keyof Results]: () => Results[Index]
  },
): Results {
  const problems = new Set<string>()
  const results = work.map(piece => {
    try {
      return piece()
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      problems.add(messageOf(error))
      return undefined
    }
  })
  if (problems.size > 0) throw new UsageError([...problems].join('\n'))
  return results as unknown as Results
}
