import { execFile } from 'node:child_process'
import { expect, test } from '@jest/globals'
import { isLeftBehind, MARK, newMark } from '../../src/common/mark.ts'

const HOUR = 3_600_000
const isMark = new RegExp(`^${MARK}$`)
const elsewhere = (mark: string) => mark.replace(/-[0-9a-f]{8}-/, '-ffffffff-')

test('is fit for the name of an image, tells its owner, and never comes twice', () => {
  const marks = [newMark(), newMark()]
  expect(new Set(marks).size).toBe(2)
  for (const mark of marks) {
    expect(mark).toMatch(isMark)
    expect(mark).toMatch(new RegExp(`^${process.pid}-[1-9]`))
    // https://github.com/distribution/reference/blob/v0.6.0/regexp.go (pathComponent)
    expect(mark).toMatch(/^[a-z0-9]+(-+[a-z0-9]+)*$/)
  }
})

test.each<[string, (mark: string) => string, number, boolean]>([
  ['a living process', mark => mark, 0, false],
  ['a living process that runs for a week', mark => mark, 168, false],
  ['a process that has ended', mark => mark.replace(/^\d+/, '4194305'), 0, true],
  ['a process whose number came again', mark => mark.replace(/^(\d+)-\d+/, '$1-1'), 0, true],
  ['somewhere else, an hour ago', elsewhere, 1, false],
  ['somewhere else, a day ago', elsewhere, 25, true],
  ['somewhere else, of tomorrow', elsewhere, -24, false],
  ['nowhere that is known', mark => mark.replace(/^\d+-\d+-[0-9a-f]{8}/, '7-0-00000000'), 1, false],
])('what was made by %s', (_, change, hours, expected) => {
  const mark = change(newMark())
  expect(mark).toMatch(isMark)
  expect(isLeftBehind(mark, Date.now() + hours * HOUR)).toBe(expected)
})

test('a process that was killed is not there, also when nobody has asked for how it ended', async () => {
  const source = new URL('../../src/common/mark.ts', import.meta.url).href
  const program = `import { newMark } from ${JSON.stringify(source)}
    console.log(newMark())
    setInterval(() => {}, 1000)`
  // The shell becomes a program that waits for nobody.
  const script = '"$0" --input-type=module --eval "$1" & exec sleep 60'
  const shell = execFile('sh', ['-c', script, process.execPath, program])
  try {
    const mark = await new Promise<string>(done =>
      shell.stdout?.once('data', text => done(String(text).trim())),
    )
    expect(mark).toMatch(isMark)
    expect(isLeftBehind(mark)).toBe(false)
    process.kill(Number(mark.split('-')[0]), 'SIGKILL')
    const deadline = Date.now() + 5_000
    while (!isLeftBehind(mark) && Date.now() < deadline) await new Promise(setImmediate)
    expect(isLeftBehind(mark)).toBe(true)
  } finally {
    shell.kill('SIGKILL')
  }
})
