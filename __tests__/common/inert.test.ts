import { expect, test } from '@jest/globals'
import { inert, withoutCommands } from '../../src/common/inert.ts'
import { commandsIn } from '../support/canaries.ts'

test.each([
  ['::error::x', '\\::error::x'],
  ['  ::add-mask::x', '  \\::add-mask::x'],
  ['#1 0.1 50%\r::set-output name=verdict::passed', '#1 0.1 50% ::set-output name=verdict::passed'],
  ['#1 0.1 done\r\n::error::x', '#1 0.1 done\n\\::error::x'],
  ['a\u2028::error::x', 'a::error::x'],
  ['\u0085::error::x', '\\::error::x'],
  ['\u00a0::error::x', '\u00a0\\::error::x'],
  ['\ufeff::error::x', '\\::error::x'],
  ['\u001b[0m::error::x', '\\::error::x'],
  ['#1 0.1 ##[add-mask]x', '#1 0.1 ##\\[add-mask]x'],
  ['##[stop-commands]x', '##\\[stop-commands]x'],
  ['#\u200b#[error]x', '##\\[error]x'],
  ['a :: b', 'a :: b'],
  ['\u202egnp.exe', 'gnp.exe'],
  ['one\n\n::group::two\nthree', 'one\n\n\\::group::two\nthree'],
])('%j is shown as %j', (text, shown) => {
  expect(inert(text)).toBe(shown)
  expect(commandsIn(shown)).toEqual([])
})

test('a text of ours keeps its colours, and is obeyed as little', () => {
  const text = '\u001b[31mgrew\u001b[0m\n::error::forged\n  ::set-output::x\na ##[command]b'
  expect(withoutCommands(text)).toBe(
    '\u001b[31mgrew\u001b[0m\n\\::error::forged\n  \\::set-output::x\na ##\\[command]b',
  )
})
