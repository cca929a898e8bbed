import { getOctokit } from '@actions/github'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Branch } from '../../src/github/record-branch.ts'
import { recordFolder, recordPath } from '../../src/github/record-path.ts'
import { openRecords } from '../../src/github/record-reader.ts'
import { appendRecords, readRecords } from '../../src/github/records.ts'
import type { ImageRecord } from '../../src/record/record.ts'
import { type Github, startGithub } from '../support/github.ts'
import { aRecord, aSha } from '../support/record.ts'

let github: Github
let branches = 0
beforeAll(async () => {
  github = await startGithub()
})
afterAll(() => github.close())

function aBranch(fields: { branch?: string; token?: string } = {}): Branch {
  const { branch = `sizes/${++branches}`, token = github.tokens.contentsWrite } = fields
  const octokit = getOctokit(token, { baseUrl: github.apiUrl })
  return { octokit, ...github.repository, branch }
}

const pauses: number[] = []
async function pause(attempt: number): Promise<void> {
  pauses.push(attempt)
}

function append(branch: Branch, ...records: ImageRecord[]) {
  return appendRecords(branch, records, pause)
}

const stored = { outcome: 'stored', warnings: [] }
const home = '/repos/octocat/hello-world'

async function commitsOf({ branch }: Branch): Promise<string[]> {
  const path = `${home}/commits?sha=${encodeURIComponent(branch)}`
  const commits = (await github.api('GET', path)) as { commit: { message: string } }[]
  return commits.map(({ commit }) => commit.message)
}

/** Writes a file as a hand would, and keeps the others. */
async function write({ branch }: Branch, path: string, text: string): Promise<void> {
  const content = Buffer.from(text).toString('base64')
  const there = (await github
    .api('GET', `${home}/contents/${path}?ref=${encodeURIComponent(branch)}`)
    .catch(() => ({}))) as { sha?: string }
  const sha = there.sha === undefined ? {} : { sha: there.sha }
  const body = { message: 'by hand', branch, content, ...sha }
  await github.api('PUT', `${home}/contents/${path}`, body)
}

describe('appendRecords', () => {
  test('begins the branch, which shares nothing with the default branch', async () => {
    const branch = aBranch()
    expect(await append(branch, aRecord(1))).toEqual(stored)
    expect(await commitsOf(branch)).toEqual([`Record api at ${aSha(1).slice(0, 7)}\n\n[skip ci]`])
    expect(await readRecords(branch, 'api')).toEqual({ records: [aRecord(1)], notes: [] })
  })

  test('puts a badge of the newest record beside them, in the same commit', async () => {
    const branch = aBranch()
    await append(branch, aRecord(2, { unpacked: 41_200_000 }))
    await append(branch, aRecord(1, { unpacked: 9 }))
    const path = `${home}/contents/records/api/badge.json?ref=${encodeURIComponent(branch.branch)}`
    const { content } = (await github.api('GET', path)) as { content: string }
    expect(JSON.parse(Buffer.from(content, 'base64').toString())).toEqual({
      schemaVersion: 1,
      label: 'api size',
      message: '41.2 MB',
      color: 'blue',
    })
    expect(await commitsOf(branch)).toHaveLength(2)
  })

  test('adds to what is there, newest last', async () => {
    const branch = aBranch()
    await append(branch, aRecord(2))
    await append(branch, aRecord(3))
    expect(await append(branch, aRecord(1))).toEqual(stored)
    const { records } = await readRecords(branch, 'api')
    expect(records).toEqual([aRecord(1), aRecord(2), aRecord(3)])
  })

  test('keeps one record of a commit, and makes no commit for the same one', async () => {
    const branch = aBranch()
    const again = aRecord(1, { unpacked: 7 })
    await append(branch, aRecord(1))
    expect(await append(branch, again)).toEqual(stored)
    expect(await append(branch, again)).toEqual({ outcome: 'unchanged', warnings: [] })
    expect((await readRecords(branch, 'api')).records).toEqual([again])
    expect(await commitsOf(branch)).toHaveLength(2)
  })

  test('stores several images and platforms in one commit', async () => {
    const branch = aBranch()
    const records = [
      aRecord(1),
      aRecord(1, { platform: 'linux/arm64' }),
      aRecord(1, { name: 'services/web' }),
    ]
    expect(await append(branch, ...records)).toEqual(stored)
    expect(await commitsOf(branch)).toHaveLength(1)
    expect((await readRecords(branch, 'api')).records).toEqual(records.slice(0, 2))
    expect((await readRecords(branch, 'services/web')).records).toEqual(records.slice(2))
  })

  test('leaves other files of the branch alone', async () => {
    const branch = aBranch()
    await append(branch, aRecord(1))
    await write(branch, 'README.md', 'ours')
    await append(branch, aRecord(2))
    const path = `${home}/contents/README.md?ref=${encodeURIComponent(branch.branch)}`
    await expect(github.api('GET', path)).resolves.toMatchObject({ name: 'README.md' })
  })

  test.each([
    ['adds', 'PATCH' as const, [aRecord(1)]],
    ['begins the branch', 'POST' as const, []],
  ])('survives a run that %s meanwhile, and so does that', async (_, method, before) => {
    const branch = aBranch()
    await append(branch, ...before)
    const meanwhile = async () => {
      expect(await append(branch, aRecord(2))).toEqual(stored)
    }
    github.fail({ method, path: /\/git\/refs/, status: 0, message: '', meanwhile })
    pauses.length = 0
    expect(await append(branch, aRecord(3))).toEqual(stored)
    expect(pauses).toEqual([1])
    const { records } = await readRecords(branch, 'api')
    expect(records).toEqual([...before, aRecord(2), aRecord(3)])
  })

  test('several runs at once all survive', async () => {
    const branch = aBranch()
    const seeds = [1, 2, 3, 4, 5]
    const outcomes = await Promise.all(
      seeds.map(seed => appendRecords(branch, [aRecord(seed)], async () => {})),
    )
    expect(outcomes).toEqual(seeds.map(() => stored))
    const { records } = await readRecords(branch, 'api')
    expect(records).toEqual(seeds.map(seed => aRecord(seed)))
  })

  test('gives up after twenty attempts', async () => {
    const branch = aBranch()
    await append(branch, aRecord(1))
    const fault = {
      method: 'PATCH',
      path: /\/git\/refs/,
      status: 422,
      message: 'Not a fast forward',
    }
    github.fail({ ...fault, times: 20 })
    expect(await append(branch, aRecord(2))).toEqual({
      outcome: 'not stored',
      warnings: [
        `The record could not be stored in \`${branch.branch}\`: GitHub does not accept it (Not a fast forward). 20 attempts were made; run the job again.`,
      ],
    })
  })

  test('tries a refusal that it does not know three times', async () => {
    const branch = aBranch()
    const message = 'Object does not exist'
    github.fail({ method: 'POST', path: /\/git\/refs/, status: 422, message, times: 2 })
    expect(await append(branch, aRecord(1))).toEqual(stored)
    github.fail({ method: 'PATCH', path: /\/git\/refs/, status: 422, message, times: 3 })
    const { warnings } = await append(branch, aRecord(2))
    expect(warnings[0]).toMatch(
      /\(Object does not exist\)\. 3 attempts were made; run the job again\.$/,
    )
  })

  test('says at once that a rule protects the branch', async () => {
    const branch = aBranch()
    const message = 'Repository rule violations found'
    github.fail({ method: 'POST', path: /\/git\/refs/, status: 422, message })
    const { warnings } = await append(branch, aRecord(1))
    expect(warnings[0]).toContain(`GitHub does not accept it (${message}`)
  })

  test('warns what a read-only token lacks', async () => {
    const branch = aBranch({ token: github.tokens.readOnly })
    expect(await append(branch, aRecord(1))).toEqual({
      outcome: 'not stored',
      warnings: [
        `The record could not be stored in \`${branch.branch}\`: the token has no permission for it: give the job \`permissions: contents: write\`.`,
      ],
    })
  })

  test('takes broken lines out, and tells', async () => {
    const branch = aBranch()
    await append(branch, aRecord(1))
    await write(branch, recordPath('api', 'linux/amd64'), `${JSON.stringify(aRecord(1))}\noops\n`)
    const warnings = [
      `Line 2 is no record in \`records/api/linux-amd64.jsonl\` of branch \`${branch.branch}\` and skipped; the next push to the default branch takes such lines out.`,
    ]
    expect(await readRecords(branch, 'api')).toEqual({ records: [aRecord(1)], notes: warnings })
    expect(await append(branch, aRecord(2))).toEqual({ outcome: 'stored', warnings })
    const { records, notes } = await readRecords(branch, 'api')
    expect([records, notes]).toEqual([[aRecord(1), aRecord(2)], []])
  })

  test('does not touch records of a newer schema', async () => {
    const branch = aBranch()
    await append(branch, aRecord(1))
    await write(branch, recordPath('api', 'linux/amd64'), '{"schema":2}\n')
    const why = `\`${branch.branch}\`: line 1 of records/api/linux-amd64.jsonl in branch ${branch.branch} has schema 2, and this version of Image Size Gate reads schema 1: update the action in this workflow to the version that wrote it.`
    expect(await append(branch, aRecord(2))).toEqual({
      outcome: 'not stored',
      warnings: [`The record could not be stored in ${why}`],
    })
    expect(await readRecords(branch, 'api')).toEqual({
      records: [],
      notes: [`Records could not be read in ${why}`],
    })
    // So the base is built.
    expect(await openRecords(branch).at('api', aSha(1))).toBeNull()
  })
})

describe('readRecords', () => {
  test('needs no more than a read-only token', async () => {
    const { branch } = aBranch()
    await append(aBranch({ branch }), aRecord(1))
    const { records } = await readRecords(aBranch({ branch, token: github.tokens.readOnly }), 'api')
    expect(records).toEqual([aRecord(1)])
  })

  test('finds none where there is no branch, and none of another image', async () => {
    const branch = aBranch()
    expect(await readRecords(branch, 'api')).toEqual({ records: [], notes: [] })
    await append(branch, aRecord(1))
    expect(await readRecords(branch, 'web')).toEqual({ records: [], notes: [] })
  })

  test('notes what GitHub refuses', async () => {
    const branch = aBranch()
    github.fail({ method: 'GET', path: /\/git\/ref\//, status: 403, message: 'Not accessible' })
    expect((await readRecords(branch, 'api')).notes).toEqual([
      `Records could not be read in \`${branch.branch}\`: the token has no permission for it: give the job \`permissions: contents: read\`.`,
    ])
  })
})

describe('openRecords', () => {
  /** Commits on top of `main`, oldest first. */
  async function history(count: number): Promise<string[]> {
    const main = (await github.api('GET', `${home}/git/ref/heads/main`)) as {
      object: { sha: string }
    }
    const { tree } = (await github.api('GET', `${home}/git/commits/${main.object.sha}`)) as {
      tree: { sha: string }
    }
    const commits = [main.object.sha]
    for (let index = 0; index < count; index++) {
      const body = { message: `${branches} ${index}`, tree: tree.sha, parents: commits.slice(-1) }
      const { sha } = (await github.api('POST', `${home}/git/commits`, body)) as { sha: string }
      commits.push(sha)
    }
    return commits
  }

  async function ask(away: number) {
    const branch = aBranch()
    const commits = await history(away)
    const [recorded = '', base = ''] = [commits[0], commits.at(-1)]
    await append(branch, aRecord(1, { commit: recorded }))
    const records = openRecords(branch)
    return { base, recorded, records, measurement: await records.at('api', base) }
  }

  test('takes the record of the base commit', async () => {
    const { measurement, recorded } = await ask(0)
    expect(measurement).toMatchObject({
      source: `record of build of Dockerfile at 0001000, recorded at ${recorded.slice(0, 7)}`,
      commit: recorded,
    })
  })

  test.each([
    [1, '1 commit before the base commit'],
    [20, '20 commits before the base commit'],
  ])('else the nearest one, %d away, and says so', async (away, words) => {
    const { measurement, recorded, base } = await ask(away)
    expect(measurement).toMatchObject({
      source: `record of build of Dockerfile at 0001000, recorded at ${recorded.slice(0, 7)}, ${words} ${base.slice(0, 7)}`,
      commit: recorded,
    })
  })

  test('else none', async () => {
    const { measurement, records } = await ask(21)
    expect(measurement).toBeNull()
    expect(await records.at('api', aSha(99))).toBeNull()
    expect(await records.at('web', aSha(99))).toBeNull()
    expect(records.notes).toEqual([])
  })

  test('notes what is wrong once, however often it is asked', async () => {
    const branch = aBranch()
    await append(branch, aRecord(1))
    await write(branch, recordPath('api', 'linux/amd64'), 'oops\n')
    const records = openRecords(branch)
    await Promise.all([records.at('api', aSha(1)), records.read('api'), records.read('api')])
    expect(records.notes).toHaveLength(1)
  })
})

describe('the path of a record', () => {
  test.each([
    ['api', 'linux/amd64', 'records/api/linux-amd64.jsonl'],
    ['my-app_2.0', 'linux/arm/v7', 'records/my-app_2.0/linux-arm-v7.jsonl'],
  ])('of %j on %j can be read', (name, platform, path) => {
    expect(recordPath(name, platform)).toBe(path)
  })

  test.each([
    ['services/web', /^records\/services-web--[0-9a-f]{12}$/],
    ['..', /^records\/image--[0-9a-f]{12}$/],
    ['../../main', /^records\/main--[0-9a-f]{12}$/],
    ['.git', /^records\/git--[0-9a-f]{12}$/],
    ['', /^records\/image--[0-9a-f]{12}$/],
    ['größe', /^records\/gr-e--[0-9a-f]{12}$/],
    ['a\u0000b\n', /^records\/a-b--[0-9a-f]{12}$/],
    ['x'.repeat(300), /^records\/x{40}--[0-9a-f]{12}$/],
    ['a--0123456789ab', /^records\/a-0123456789ab--[0-9a-f]{12}$/],
  ])('of the name %j is safe', (name, folder) => {
    expect(recordFolder(name)).toMatch(folder)
  })

  test('of a platform that an image claims is safe', () => {
    expect(recordPath('api', '../../../x')).toMatch(/^records\/api\/x--[0-9a-f]{12}\.jsonl$/)
  })
})
