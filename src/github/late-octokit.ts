import { once } from '../common/once.ts'
import { createOctokit, type Octokit } from './octokit.ts'

/** A client of GitHub that is loaded when it is first used: that takes as long as asking git for the base commit. */
export function lateOctokit(token: string): Octokit {
  const client = once(() => createOctokit({ token }))
  return {
    get rest() {
      return client().rest
    },
    get paginate() {
      return client().paginate
    },
    get graphql() {
      return client().graphql
    },
  }
}
