import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../../scripts/engine.ts'
import { readIgnoreFile } from '../../src/image/ignore-file.ts'
import { docker } from '../support/engine.ts'
import { temporaryFolder } from '../support/repositories.ts'
import { files, ignoreFiles } from './ignore-files.ts'

jest.setTimeout(60_000)

const folder = temporaryFolder()
let engine: Engine
beforeAll(async () => {
  engine = await startEngine({ store: 'containerd' })
})
afterAll(async () => {
  await engine.stop()
  folder.remove()
})

/** Files below a folder, relative to it. */
function filesIn(root: string, at = root): string[] {
  return readdirSync(at).flatMap(name => {
    const path = join(at, name)
    return statSync(path).isDirectory() ? filesIn(root, path) : [relative(root, path)]
  })
}

test('a `.dockerignore` leaves out what BuildKit leaves out, in named contexts, too', () => {
  const contexts = ignoreFiles.map((text, index) => {
    const context = join(folder.path, `c${index}`)
    for (const path of files) {
      mkdirSync(dirname(join(context, path)), { recursive: true })
      writeFileSync(join(context, path), path)
    }
    writeFileSync(join(context, '.dockerignore'), text)
    return context
  })
  const names = contexts.map((_, index) => `c${index}`)
  const dockerfile = ['FROM scratch', ...names.map(name => `COPY --from=${name} / /${name}/`)]
  const [main = ''] = contexts
  writeFileSync(join(main, 'Dockerfile'), `${dockerfile.join('\n')}\nCOPY . /main/\n`)
  const out = join(folder.path, 'out')
  const named = contexts.map((context, index) => `--build-context=c${index}=${context}`)
  docker(engine, 'buildx', 'build', ...named, `--output=type=local,dest=${out}`, main)
  const expected = ignoreFiles.map((text, index) => [
    text,
    files.filter(path => !readIgnoreFile(text)?.ignores(path)).toSorted(),
    index,
  ])
  const found = ignoreFiles.map((text, index) => {
    const all = readdirSync(out).includes(`c${index}`) ? filesIn(join(out, `c${index}`)) : []
    return [text, all.filter(path => path !== '.dockerignore').toSorted(), index]
  })
  expect(found).toEqual(expected)
})
