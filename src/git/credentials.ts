/** Settings for one command. They travel in the environment, so that no process list shows a token. */
export type GitConfig = [key: string, value: string][]

/** What git may present to one server, and to no other. */
export interface Credentials {
  serverUrl: string
  token: string
}

/** Whether a server refused who asks, by what git said. */
export function isRefusal(stderr: string): boolean {
  return REFUSALS.test(stderr)
}

/** The empty value first drops a header that `actions/checkout` left: two of them are refused. */
export function headerFor({ serverUrl, token }: Credentials): GitConfig {
  const key = `http.${serverUrl.replace(/\/+$/, '')}/.extraheader`
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  return [
    [key, ''],
    [key, `AUTHORIZATION: basic ${basic}`],
  ]
}

// --- internal ---

// GitHub answers 404 for a private repository that it does not show.
const REFUSALS =
  /authentication failed|could not read (username|password)|terminal prompts disabled|returned error: 40[0134]|repository .*not found|access denied|permission denied/i
