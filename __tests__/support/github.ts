import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createEmulator } from 'emulate'
import { freePort } from './free-port.ts'
import { type Elsewhere, type Fault, type GithubProxy, startGithubProxy } from './github-proxy.ts'

export interface Comment {
  id: number
  body: string
  user: { login: string; type: string }
}

/** A pull request as GitHub keeps it; its commits are GitHub's own, not those of a clone. */
export interface PullRequest {
  number: number
  head: { sha: string; ref: string; repo: { full_name: string } }
  base: { sha: string; ref: string; repo: { full_name: string } }
}

/** A GitHub of our own: vercel-labs/emulate behind `startGithubProxy`. */
export interface Github {
  apiUrl: string
  repository: { owner: string; repo: string }
  tokens: {
    /** GITHUB_TOKEN of a job with `pull-requests: write`. */
    write: string
    /** GITHUB_TOKEN of a fork's pull request. */
    readOnly: string
    /** GITHUB_TOKEN of a job with `contents: write`. */
    contentsWrite: string
    /** Personal tokens: of the owner, and of somebody with ideas. */
    owner: string
    stranger: string
  }
  createPullRequest: (options?: { fork?: boolean; labels?: string[] }) => Promise<PullRequest>
  setLabels: (number: number, labels: string[]) => Promise<void>
  /** Writes a comment; as the stranger unless told otherwise. */
  comment: (number: number, body: string, token?: string) => Promise<Comment>
  deleteComment: (id: number) => Promise<void>
  comments: (number: number) => Promise<Comment[]>
  /** Answers requests wrongly from now on; see `Fault`. */
  fail: (fault: Fault) => void
  /** Takes back what was not answered wrongly yet. */
  heal: () => void
  /** `POST /repos/…` of every request, oldest first. */
  requests: string[]
  /** Any other request. @throws Error when it does not succeed */
  api: (method: string, path: string, body?: unknown, token?: string) => Promise<unknown>
  /** @throws Error when something went to and fro that GitHub's description does not have */
  close: () => Promise<void>
}

const owner = 'octocat'
const repo = 'hello-world'
const APP_ID = 15368
const INSTALLATION_ID = 100

/** Starts it on free ports, with one repository whose `main` has one commit. */
export async function startGithub(elsewhere?: Elsewhere): Promise<Github> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const given = { owner: 'owner-token', stranger: 'stranger-token' }
  const tokens = { ...given, write: '', readOnly: '', contentsWrite: '' }
  const port = await freePort()
  const proxy = await startGithubProxy(port, token => loginOf(tokens, token), elsewhere)
  const emulator = await createEmulator({
    service: 'github',
    port,
    baseUrl: proxy.url,
    seed: {
      tokens: {
        [tokens.owner]: { login: owner, scopes: ['repo'] },
        [tokens.stranger]: { login: 'mallory', scopes: ['repo'] },
      },
      github: {
        users: [{ login: owner }, { login: 'mallory' }],
        repos: [{ owner, name: repo, auto_init: true }],
        apps: [theApp(privateKey)],
      },
    },
  })
  const api = requester(proxy, tokens.owner)
  const tokenWith = async (permissions: Record<string, string>): Promise<string> => {
    const path = `/app/installations/${INSTALLATION_ID}/access_tokens`
    const granted = await api('POST', path, { permissions }, jsonWebToken(privateKey))
    return (granted as { token: string }).token
  }
  tokens.write = await tokenWith({ contents: 'read', pull_requests: 'write' })
  tokens.contentsWrite = await tokenWith({ contents: 'write' })
  tokens.readOnly = await tokenWith({ contents: 'read', pull_requests: 'read' })
  proxy.requests.length = 0
  const issues = `/repos/${owner}/${repo}/issues`

  const setLabels: Github['setLabels'] = async (number, labels) => {
    await api('PUT', `${issues}/${number}/labels`, { labels })
  }
  return {
    apiUrl: proxy.url,
    repository: { owner, repo },
    tokens,
    api,
    setLabels,
    requests: proxy.requests,
    fail: proxy.fail,
    heal: proxy.heal,
    createPullRequest: async ({ fork = false, labels = [] } = {}) => {
      const pull = await createPullRequest(api, fork ? tokens.stranger : null)
      if (labels.length > 0) await setLabels(pull.number, labels)
      return pull
    },
    comment: async (number, body, token = tokens.stranger) =>
      (await api('POST', `${issues}/${number}/comments`, { body }, token)) as Comment,
    deleteComment: async id => {
      await api('DELETE', `${issues}/comments/${id}`)
    },
    comments: async number => {
      const all: Comment[] = []
      for (let page = 1; all.length === (page - 1) * 100; page++) {
        const path = `${issues}/${number}/comments?per_page=100&page=${page}`
        const comments = (await api('GET', path)) as Comment[]
        if (comments.length === 0) break
        all.push(...comments)
      }
      return all
    },
    close: async () => {
      await proxy.close()
      await emulator.close()
      if (proxy.violations.length > 0) {
        throw new Error(`not as GitHub describes it:\n${[...new Set(proxy.violations)].join('\n')}`)
      }
    },
  }
}

// --- internal ---

type Api = Github['api']

let branches = 0

async function createPullRequest(api: Api, forkToken: string | null): Promise<PullRequest> {
  const token = forkToken ?? undefined
  const home = `/repos/${owner}/${repo}`
  let head = home
  if (forkToken !== null) {
    await api('POST', `${home}/forks`, {}, forkToken).catch(() => 'there already')
    head = `/repos/mallory/${repo}`
  }
  const main = (await api('GET', `${head}/git/ref/heads/main`, undefined, token)) as {
    object: { sha: string }
  }
  const branch = `feature-${++branches}`
  const parent = main.object.sha
  const { tree } = (await api('GET', `${head}/git/commits/${parent}`, undefined, token)) as {
    tree: { sha: string }
  }
  const commit = { message: branch, tree: tree.sha, parents: [parent] }
  const { sha } = (await api('POST', `${head}/git/commits`, commit, token)) as { sha: string }
  await api('POST', `${head}/git/refs`, { ref: `refs/heads/${branch}`, sha }, token)
  const from = forkToken === null ? branch : `mallory:${branch}`
  const pull = { title: branch, head: from, base: 'main' }
  return (await api('POST', `${home}/pulls`, pull, token)) as PullRequest
}

function requester(proxy: GithubProxy, defaultToken: string): Api {
  return async (method, path, body, token = defaultToken) => {
    const response = await fetch(`${proxy.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        connection: 'close',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
}

function theApp(privateKey: KeyObject) {
  return {
    app_id: APP_ID,
    slug: 'github-actions',
    name: 'GitHub Actions',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    permissions: { contents: 'write', pull_requests: 'write' },
    events: [],
    installations: [
      { installation_id: INSTALLATION_ID, account: owner, repository_selection: 'all' },
    ],
  }
}

/** https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app */
function jsonWebToken(privateKey: KeyObject): string {
  const now = Math.floor(Date.now() / 1000)
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = encode({ iss: String(APP_ID), iat: now - 60, exp: now + 540 })
  const unsigned = `${encode({ alg: 'RS256', typ: 'JWT' })}.${claims}`
  return `${unsigned}.${sign('sha256', Buffer.from(unsigned), privateKey).toString('base64url')}`
}

function loginOf(tokens: Github['tokens'], token: string): string | null {
  if (token === tokens.owner) return owner
  if (token === tokens.stranger) return 'mallory'
  return token.startsWith('ghs_') ? 'github-actions[bot]' : null
}
