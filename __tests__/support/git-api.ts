import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** GitHub's Git data API, as far as records use it, in front of a real bare repository. */
export interface GitApi {
  apiUrl: string
  repository: { owner: string; repo: string }
  /** `GET /git/ref/…` of every request, oldest first. */
  requests: string[]
  close: () => Promise<void>
}

export const repository = { owner: 'octocat', repo: 'hello-world' }

/**
 * Each request is one or a few git commands; a ref is moved by compare-and-swap (`git update-ref REF NEW OLD`), so
 * of two writers who read the same head one is refused, as by GitHub.
 * @param gitDirectory the bare repository
 * @param writes whether the token may write
 */
export async function startGitApi(gitDirectory: string, writes = true): Promise<GitApi> {
  const requests: string[] = []
  const shell = startShell(gitDirectory)
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/repos\/octocat\/hello-world/, '')
    requests.push(`${request.method} ${path}`)
    answer(shell.git, writes, request, path).then(
      ({ status, json }) => send(response, status, json),
      (error: Error) => send(response, 500, { message: error.message }),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    repository,
    requests,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          shell.stop()
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

// --- internal ---

interface Answer {
  status: number
  json: unknown
}

const notFound: Answer = { status: 404, json: { message: 'Not Found' } }

function send(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
}

async function answer(
  git: Git,
  writes: boolean,
  request: IncomingMessage,
  path: string,
): Promise<Answer> {
  const url = new URL(path, 'http://localhost')
  const place = decodeURIComponent(url.pathname)
  if (request.method === 'GET') return read(git, place, url.searchParams)
  if (!writes) return { status: 403, json: { message: 'Resource not accessible by integration' } }
  const body = JSON.parse(await bodyOf(request)) as Body
  if (place === '/git/trees') return writeTree(git, body)
  if (place === '/git/commits') {
    const parents = (body.parents ?? []).flatMap(parent => ['-p', parent])
    const sha = await git(['commit-tree', body.tree as string, ...parents], body.message)
    return { status: 201, json: { sha } }
  }
  if (place === '/git/refs') {
    // All zeros: it must not exist.
    const sha = body.sha ?? ''
    return move(git, body.ref ?? '', sha, '0'.repeat(40), 'Reference already exists')
  }
  const [, ref = ''] = /^\/git\/refs\/(.*)$/.exec(place) ?? []
  const old = await git(['rev-parse', '--verify', `refs/${ref}`])
  const sha = body.sha ?? ''
  const forward =
    body.force ||
    (await git(['merge-base', '--is-ancestor', old, sha]).then(
      () => true,
      () => false,
    ))
  const refused = 'Update is not a fast forward'
  return forward ? move(git, `refs/${ref}`, sha, old, refused) : unprocessable(refused)
}

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

type Git = (args: string[], input?: string) => Promise<string>

interface Body {
  ref?: string
  sha?: string
  force?: boolean
  message?: string
  parents?: string[]
  base_tree?: string
  tree?: string | { path: string; content: string; mode: string }[]
}

async function read(git: Git, path: string, query: URLSearchParams): Promise<Answer> {
  try {
    const json = await readJson(git, path, query)
    return json === null ? notFound : { status: 200, json }
  } catch {
    return notFound
  }
}

async function readJson(git: Git, path: string, query: URLSearchParams): Promise<unknown> {
  const [, what = '', name = ''] =
    /^\/(git\/ref|git\/blobs|git\/commits|git\/tags|contents|commits|compare)\/?(.*)$/.exec(path) ??
    []
  switch (what) {
    case 'git/ref': {
      const format = '--format=%(objectname) %(objecttype)'
      const [sha, type] = (await git(['for-each-ref', format, `refs/${name}`])).split(' ')
      return type === undefined ? null : { ref: `refs/${name}`, object: { type, sha } }
    }
    case 'git/tags': {
      const [, sha, type] =
        /^object (\S+)\ntype (\S+)/.exec(await git(['cat-file', 'tag', name])) ?? []
      return { sha: name, object: { sha, type } }
    }
    case 'git/blobs': {
      const text = await git(['cat-file', 'blob', name])
      return { sha: name, encoding: 'base64', content: Buffer.from(text).toString('base64') }
    }
    case 'git/commits': {
      const format = '--format=%H%n%T%n%cI%n%P%n%B'
      const [sha, tree, date, before = '', ...message] = (
        await git(['log', '-1', format, name])
      ).split('\n')
      const parents = before.split(' ').flatMap(parent => (parent === '' ? [] : { sha: parent }))
      return { sha, tree: { sha: tree }, committer: { date }, parents, message: message.join('\n') }
    }
    case 'contents': {
      const lines = await git(['ls-tree', `${query.get('ref')}:${name}`])
      return lines.split('\n').map(line => {
        const [, type, sha, file] = /^\S+ (\S+) (\S+)\t(.*)$/.exec(line) ?? []
        return { type: type === 'blob' ? 'file' : 'dir', sha, path: `${name}/${file}` }
      })
    }
    case 'commits': {
      const most = `--max-count=${query.get('per_page') ?? 30}`
      const lines = await git(['log', '--format=%H', most, query.get('sha') ?? 'HEAD'])
      return lines.split('\n').map(sha => ({ sha }))
    }
    case 'compare': {
      const range = name.replace('...', '..')
      return { ahead_by: Number(await git(['rev-list', '--count', range])) }
    }
    default:
      return null
  }
}

/** Files of a tree, replaced or added. */
async function writeTree(git: Git, { base_tree: base, tree }: Body): Promise<Answer> {
  const files = typeof tree === 'string' ? [] : (tree ?? [])
  let sha = base ?? EMPTY_TREE
  for (const { path, content } of files) {
    const blob = await git(['hash-object', '-w', '--stdin'], content)
    // One alias, so that no other request meets the index half-way.
    const steps = ['read-tree "$1"', 'update-index --add --cacheinfo "100644,$2,$3"', 'write-tree']
    const alias = `alias.put=!${steps.map(step => `git ${step}`).join(' && ')} && :`
    sha = await git(['-c', alias, 'put', sha, blob, path])
  }
  return { status: 201, json: { sha } }
}

async function move(
  git: Git,
  ref: string,
  to: string,
  from: string,
  refused: string,
): Promise<Answer> {
  try {
    await git(['update-ref', ref, to, from])
    return { status: 201, json: { ref, object: { sha: to } } }
  } catch {
    return unprocessable(refused)
  }
}

function unprocessable(message: string): Answer {
  return { status: 422, json: { message } }
}

/**
 * Runs git commands one after the other, from a small shell: a process of the test's size takes several times as
 * long to start another.
 */
function startShell(directory: string): { git: Git; stop: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'gate-test-git-'))
  const shell = spawn('sh', { cwd: directory, stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting: ((code: string) => void)[] = []
  createInterface({ input: shell.stdout }).on('line', code => waiting.shift()?.(code))
  let count = 0
  return {
    async git(args, input = '') {
      const name = join(folder, String(++count))
      await writeFile(`${name}.in`, input)
      const words = ['git', '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args]
      const command = words.map(word => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
      const code = await new Promise<string>(done => {
        waiting.push(done)
        shell.stdin.write(`${command} < ${name}.in > ${name}.out 2> ${name}.err; echo $?\n`)
      })
      if (code !== '0') throw new Error(await readFile(`${name}.err`, 'utf8'))
      return (await readFile(`${name}.out`, 'utf8')).replace(/\n$/, '')
    },
    stop() {
      shell.stdin.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
