import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { type Annotation, annotate, setOutputs, writeSummary } from '../../src/github/outputs.ts'

const folder = mkdtempSync(join(tmpdir(), 'gate-outputs-'))
const path = join(folder, 'file')
beforeEach(() => writeFileSync(path, ''))
afterAll(() => rmSync(folder, { recursive: true }))

test('unknown outputs are empty, those not given are not set', () => {
  process.env.GITHUB_OUTPUT = path
  setOutputs({ verdict: 'passed', size: 0, 'size-change': null })
  delete process.env.GITHUB_OUTPUT
  const written = [...readFileSync(path, 'utf8').matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n\2$/gm)]
  expect(written.map(([, name, , value]) => [name, value])).toEqual([
    ['verdict', 'passed'],
    ['size', '0'],
    ['size-change', ''],
  ])
})

describe('writeSummary', () => {
  const limit = 1024 * 1024
  const full = 'é'.repeat(limit / 2 - 1)

  test.each([
    ['written', full, 0, `${full}\n`],
    ['shortened', `${full}é`, 0, 'short\n'],
    ['shortened', full, 2, 'short\n'],
    ['not written', full, limit - 5, ''],
  ])('%s', async (outcome, markdown, before, added) => {
    writeFileSync(path, '-'.repeat(before))
    expect(await writeSummary(path, markdown, 'short')).toBe(outcome)
    expect(statSync(path).size).toBeLessThanOrEqual(limit)
    expect(readFileSync(path, 'utf8').slice(before)).toBe(added)
  })

  test.each([undefined, ''])('not written to %j', async path => {
    expect(await writeSummary(path, 'full', 'short')).toBe('not written')
  })
})

describe('annotate', () => {
  function logOf(...annotations: Parameters<typeof annotate>): string[] {
    const lines: string[] = []
    const write = jest.spyOn(process.stdout, 'write').mockImplementation(line => {
      lines.push(String(line).trimEnd())
      return true
    })
    annotate(...annotations)
    write.mockRestore()
    return lines
  }

  const annotation: Annotation = {
    level: 'warning',
    message: 'grew by 39.9 MB',
    file: 'Dockerfile',
    startLine: 12,
    endLine: 14,
    title: 'api',
  }

  test('names the lines, and none where there are none', () => {
    const onRun = { ...annotation, file: null, startLine: null, endLine: null }
    expect(logOf([annotation, { ...onRun, level: 'notice' }])).toEqual([
      '::warning title=api,file=Dockerfile,line=12,endLine=14::grew by 39.9 MB',
      '::notice title=api::grew by 39.9 MB',
    ])
  })

  test('writes ten of each level and counts the rest in the last', () => {
    const many = Array.from({ length: 13 }, () => annotation)
    const errors = Array.from({ length: 10 }, () => ({ ...annotation, level: 'error' as const }))
    const lines = logOf([...many, ...errors])
    expect(lines.filter(line => line.startsWith('::error'))).toHaveLength(10)
    const warnings = lines.filter(line => line.startsWith('::warning'))
    expect(warnings).toHaveLength(10)
    expect(warnings.at(-1)).toMatch(/grew by 39\.9 MB \(and 3 more like it\)$/)
    expect(lines.filter(line => line.includes('more like it'))).toHaveLength(1)
  })

  test('leaves room for what the step writes beside them, so that the verdict is seen', () => {
    const many = Array.from({ length: 13 }, () => ({ ...annotation, level: 'error' as const }))
    const lines = logOf([...many, ...Array.from({ length: 3 }, () => annotation)], {
      error: 1,
      warning: 99,
    })
    const errors = lines.filter(line => line.startsWith('::error'))
    expect(errors).toHaveLength(9)
    expect(errors.at(-1)).toMatch(/\(and 4 more like it\)$/)
    expect(lines.filter(line => line.startsWith('::warning'))).toEqual([
      expect.stringMatching(/\(and 2 more like it\)$/),
    ])
  })

  test('cuts the text where the runner would', () => {
    const [line] = logOf([{ ...annotation, message: 'x'.repeat(5000) }])
    expect(line).toMatch(/::x{4096}$/)
  })
})
