import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from '@jest/globals'

/** What people read; reports among the tests are none of it. */
const pages = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' })
  .split('\n')
  .filter(path => path !== '' && !path.startsWith('__tests__/'))

test('every link between pages leads to a file, and to a heading that is there', () => {
  expect(pages.length).toBeGreaterThan(20)
  const broken = pages.flatMap(page =>
    linksOf(page)
      .filter(link => !leadsSomewhere(page, link))
      .map(link => `${page}: ${link}`),
  )
  expect(broken).toEqual([])
})

test('every page of docs is two clicks from the README at most', () => {
  const reached = new Set(['README.md'])
  for (const _click of [1, 2])
    for (const page of [...reached])
      if (page.endsWith('.md')) for (const link of linksOf(page)) reached.add(targetOf(page, link))
  const docs = pages.filter(path => /^docs\/[^/]+\.md$/.test(path))
  expect(docs.filter(path => !reached.has(path))).toEqual([])
})

/** Relative ones, outside of code. */
function linksOf(page: string): string[] {
  const text = readFileSync(page, 'utf8')
    .replace(/^ *```(?:.|\n)*?^ *```/gm, '')
    .replace(/`[^`\n]*`/g, '')
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter(link => !/^[a-z]+:/.test(link))
}

function targetOf(page: string, link: string): string {
  const [path = ''] = link.split('#')
  return path === '' ? page : normalize(join(dirname(page), path))
}

function leadsSomewhere(page: string, link: string): boolean {
  const target = targetOf(page, link)
  const anchor = link.split('#')[1]
  if (!existsSync(target)) return false
  return anchor === undefined || !target.endsWith('.md') || anchorsOf(target).includes(anchor)
}

/** As GitHub makes them of headings: in lower case, spaces as dashes, without punctuation. */
function anchorsOf(page: string): string[] {
  const text = readFileSync(page, 'utf8').replace(/^ *```(?:.|\n)*?^ *```/gm, '')
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- _]/gu, '')
      .replaceAll(' ', '-'),
  )
}
