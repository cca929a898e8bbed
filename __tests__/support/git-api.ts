import { execFile } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

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
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/repos\/octocat\/hello-world/, '')
    requests.push(`${request.method} ${path}`)
    answer(gitDirectory, writes, request, path).then(
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
        server.close(() => resolve())
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
  directory: string,
  writes: boolean,
  request: IncomingMessage,
  path: string,
): Promise<Answer> {
  const git = (args: string[], input = '') => run(directory, args, input)
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
      const sha = await git(['rev-parse', '--verify', `refs/${name}`])
      return { ref: `refs/${name}`, object: { type: await git(['cat-file', '-t', sha]), sha } }
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
      const format = '--format=%H%n%T%n%cI%n%B'
      const [sha, tree, date, ...message] = (await git(['log', '-1', format, name])).split('\n')
      return { sha, tree: { sha: tree }, committer: { date }, message: message.join('\n') }
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

/** Files of a tree, replaced or added below folders. */
async function writeTree(git: Git, { base_tree: base, tree }: Body): Promise<Answer> {
  const files = typeof tree === 'string' ? [] : (tree ?? [])
  let sha = base ?? (await git(['mktree']))
  for (const { path, content } of files) {
    sha = await withFile(
      git,
      sha,
      path.split('/'),
      await git(['hash-object', '-w', '--stdin'], content),
    )
  }
  return { status: 201, json: { sha } }
}

async function withFile(
  git: Git,
  tree: string,
  [name = '', ...rest]: string[],
  blob: string,
): Promise<string> {
  const lines = (await git(['ls-tree', tree])).split('\n').filter(line => line !== '')
  const isThis = (line: string) => line.endsWith(`\t${name}`)
  const [, , folder] = lines.find(isThis)?.split(/\s/) ?? []
  const entry =
    rest.length === 0
      ? `100644 blob ${blob}\t${name}`
      : `040000 tree ${await withFile(git, folder ?? (await git(['mktree'])), rest, blob)}\t${name}`
  const entries = [...lines.filter(line => !isThis(line)), entry]
  return git(['mktree'], `${entries.join('\n')}\n`)
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

function run(directory: string, args: string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args],
      { cwd: directory, maxBuffer: 1 << 28, env: process.env },
      (error, stdout) => (error === null ? resolve(stdout.replace(/\n$/, '')) : reject(error)),
    )
    // A command that reads nothing may be gone by now.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
